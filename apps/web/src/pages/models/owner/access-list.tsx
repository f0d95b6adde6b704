import type { ModelAccessDocument, ModelRepositoryDocument } from "@qubix/protocol";
import { Badge } from "../../../design/badge.tsx";
import { Button } from "../../../design/button.tsx";
import { Identity } from "../../../design/identity.tsx";
import { More } from "../../../design/more.tsx";
import { LoadedList } from "../../../hub/loaded.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { usePages } from "../../../hub/use-pages.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { LetIn } from "./let-in.tsx";
import { useChange } from "./use-change.ts";

const TONES = { pending: "warn", accepted: "good", rejected: "bad" } as const;

/** Who may read a model that isn't everybody's, and who has asked. */
export function AccessList({ repository: { namespace, name } }: { repository: ModelRepositoryDocument }) {
  const { manage: text } = useText(modelsText);
  const { amount } = useFormat();
  const params = { namespace, name };
  const pages = usePages("listModelAccess", { params, query: { limit: 50 } });
  const decide = useChange((hub, { identity, state }: { identity: string; state: "accepted" | "rejected" }) =>
    hub.call("decideModelAccess", { params: { ...params, identity }, body: { state } }),
  );
  const forget = useChange((hub, identity: string) =>
    hub.call("removeModelAccess", { params: { ...params, identity } }),
  );
  const error = decide.error ?? forget.error;
  const choices = ({ identity, state }: ModelAccessDocument) => (
    <span className="flex gap-2">
      {state !== "accepted" && (
        <Button small onClick={() => decide.mutate({ identity, state: "accepted" })}>
          {text.allow}
        </Button>
      )}
      {state !== "rejected" && (
        <Button small kind="danger" onClick={() => decide.mutate({ identity, state: "rejected" })}>
          {text.deny}
        </Button>
      )}
      <Button small kind="quiet" onClick={() => forget.mutate(identity)}>
        {text.forget}
      </Button>
    </span>
  );
  return (
    <div className="flex flex-col gap-3">
      <LoadedList pages={pages} empty={<p className="text-sm text-muted">{text.noAccess}</p>}>
        {(items) => (
          <ul className="divide-y">
            {items.map((one: ModelAccessDocument) => (
              <li key={one.identity} className="flex flex-wrap items-center justify-between gap-2 py-2">
                <span className="flex items-center gap-2">
                  <Identity identity={one.identity} />
                  <Badge tone={TONES[one.state]}>{text.states[one.state]}</Badge>
                </span>
                {/* Who has paid stays in. */}
                {one.paid === undefined ? choices(one) : <span className="text-sm">{text.paid(amount(one.paid))}</span>}
              </li>
            ))}
          </ul>
        )}
      </LoadedList>
      <More pages={pages} />
      <LetIn busy={decide.isPending} onLetIn={(identity) => decide.mutate({ identity, state: "accepted" })} />
      {error && <Problem error={error} />}
    </div>
  );
}
