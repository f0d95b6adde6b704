import { ModelName, namespaceOf } from "@qubix/protocol";
import { Card } from "../../../design/card.tsx";
import { Select, TextField } from "../../../design/field.tsx";
import { Notice } from "../../../design/notice.tsx";
import { useRoute } from "../../../hub/use-route.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import type { Account } from "../../../wallet/wallet-provider.tsx";
import type { PartProps } from "./publish-form.tsx";
import { publishText } from "./text.ts";

/** What the model is called, and whether there is one of that name. */
export function NameFields({ draft, onChange, faults, account }: PartProps & { account: Account }) {
  const { name: text } = useText(publishText);
  const { number } = useFormat();
  const { namespace, name } = draft;
  const own = namespaceOf(account.identity);
  const isNamed = ModelName.safeParse(namespace).success && ModelName.safeParse(name).success;
  const existing = useRoute("getModelRepository", { params: { namespace, name } }, { enabled: isNamed });
  const found = isNamed ? existing.data : undefined;
  const isMine = found?.owner === account.identity;
  return (
    <Card title={text.title}>
      <div className="grid items-end gap-3 sm:grid-cols-2">
        <Select
          label={text.namespace}
          hint={text.namespaceHint}
          value={namespace === own ? "own" : "readable"}
          onChange={(event) => onChange({ namespace: event.target.value === "own" ? own : "" })}
          options={[
            { value: "own", label: `${text.own} (${own.slice(0, 8)}…)` },
            { value: "readable", label: text.readable },
          ]}
        />
        {namespace !== own && (
          <TextField
            className="self-end"
            label={text.readable}
            error={faults.namespace}
            value={namespace}
            maxLength={40}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => onChange({ namespace: event.target.value })}
          />
        )}
        <TextField
          className="sm:col-span-2"
          label={text.name}
          hint={text.nameHint}
          error={faults.name}
          value={name}
          maxLength={64}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </div>
      {found !== undefined && (
        <div className="mt-3 flex flex-col gap-3">
          <Notice
            tone={isMine ? "info" : "bad"}
            title={isMine ? text.exists(number(found.versions + 1)) : text.taken}
          />
          {isMine && (
            <TextField
              label={text.message}
              value={draft.message}
              maxLength={500}
              onChange={(event) => onChange({ message: event.target.value })}
            />
          )}
        </div>
      )}
    </Card>
  );
}
