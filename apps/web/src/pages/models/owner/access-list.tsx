import { Identity as IdentitySchema, type ModelAccessDocument, type ModelRepositoryDocument } from "@qubix/protocol";
import { type FormEvent, useState } from "react";
import { Badge } from "../../../design/badge.tsx";
import { Button } from "../../../design/button.tsx";
import { TextField } from "../../../design/field.tsx";
import { Identity } from "../../../design/identity.tsx";
import { More } from "../../../design/more.tsx";
import { LoadedList } from "../../../hub/loaded.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { usePages } from "../../../hub/use-pages.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { useChange } from "./use-change.ts";

const TONES = { pending: "warn", accepted: "good", rejected: "bad" } as const;

/** Who may read a model that isn't everybody's, and who has asked. */
export function AccessList({ repository: { namespace, name } }: { repository: ModelRepositoryDocument }) {
  const { manage: text } = useText(modelsText);
  const params = { namespace, name };
  const pages = usePages("listModelAccess", { params, query: { limit: 50 } });
  const decide = useChange((hub, { identity, state }: { identity: string; state: "accepted" | "rejected" }) =>
    hub.call("decideModelAccess", { params: { ...params, identity }, body: { state } }),
  );
  const forget = useChange((hub, identity: string) =>
    hub.call("removeModelAccess", { params: { ...params, identity } }),
  );
  const error = decide.error ?? forget.error;
  return (
    <div className="flex flex-col gap-3">
      <LoadedList pages={pages} empty={<p className="text-sm text-muted">{text.noAccess}</p>}>
        {(items) => (
          <ul className="divide-y">
            {items.map(({ identity, state }: ModelAccessDocument) => (
              <li key={identity} className="flex flex-wrap items-center justify-between gap-2 py-2">
                <span className="flex items-center gap-2">
                  <Identity identity={identity} />
                  <Badge tone={TONES[state]}>{text.states[state]}</Badge>
                </span>
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

function LetIn({ busy, onLetIn }: { busy: boolean; onLetIn: (identity: string) => void }) {
  const { manage: text } = useText(modelsText);
  const [identity, setIdentity] = useState("");
  const isRight = IdentitySchema.safeParse(identity.trim()).success;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onLetIn(identity.trim());
    setIdentity("");
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <TextField
        className="min-w-64 flex-1"
        label={text.letIn}
        value={identity}
        maxLength={80}
        spellCheck={false}
        autoComplete="off"
        error={identity === "" || isRight ? undefined : text.identityWrong}
        onChange={(event) => setIdentity(event.target.value)}
      />
      <Button type="submit" busy={busy} disabled={!isRight}>
        {text.allow}
      </Button>
    </form>
  );
}
