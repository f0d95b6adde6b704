import { type ModelRepositoryDocument, RefName, Revision } from "@qubix/protocol";
import { type FormEvent, useState } from "react";
import { Badge } from "../../../design/badge.tsx";
import { Button } from "../../../design/button.tsx";
import { Select, TextField } from "../../../design/field.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { useChange } from "./use-change.ts";

type Kind = "alias" | "tag";

/** Names of versions, set and removed. */
export function RefsForm({ repository }: { repository: ModelRepositoryDocument }) {
  const { manage: text } = useText(modelsText);
  const { namespace, name, refs } = repository;
  const [ref, setRef] = useState("");
  const [kind, setKind] = useState<Kind>("alias");
  const [revision, setRevision] = useState("latest");
  const set = useChange(
    (hub) => hub.call("setModelRef", { params: { namespace, name, ref }, body: { kind, revision } }),
    { onDone: () => setRef("") },
  );
  const remove = useChange((hub, old: string) => hub.call("removeModelRef", { params: { namespace, name, ref: old } }));
  const isRight = RefName.safeParse(ref).success;
  const error = set.error ?? remove.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <div className="flex flex-col gap-3">
      {refs.length === 0 ? (
        <p className="text-sm text-muted">{text.noRefs}</p>
      ) : (
        <ul className="divide-y">
          {refs.map((one) => (
            <li key={one.name} className="flex flex-wrap items-center justify-between gap-2 py-2">
              <span className="flex min-w-0 flex-wrap items-center gap-2">
                <Badge tone={one.kind === "alias" ? "accent" : "neutral"}>{text.kinds[one.kind]}</Badge>
                <span className="font-mono text-sm">{one.name}</span>
                <span className="font-mono text-sm text-muted">{one.version.slice(0, 8)}</span>
              </span>
              <Button small kind="quiet" aria-label={text.removeOf(one.name)} onClick={() => remove.mutate(one.name)}>
                {text.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className="grid items-end gap-2 sm:grid-cols-[2fr_1fr_1fr_auto]">
        <TextField
          label={text.refName}
          value={ref}
          maxLength={64}
          spellCheck={false}
          error={ref === "" || isRight ? undefined : text.refWrong}
          onChange={(event) => setRef(event.target.value)}
        />
        <Select
          label={text.refKind}
          value={kind}
          onChange={(event) => setKind(event.target.value as Kind)}
          options={(["alias", "tag"] as const).map((value) => ({ value, label: text.kinds[value] }))}
        />
        <TextField
          label={text.refVersion}
          value={revision}
          maxLength={100}
          spellCheck={false}
          onChange={(event) => setRevision(event.target.value)}
        />
        <Button type="submit" busy={set.isPending} disabled={!isRight || !Revision.safeParse(revision).success}>
          {text.add}
        </Button>
      </form>
      {error && <Problem error={error} />}
    </div>
  );
}
