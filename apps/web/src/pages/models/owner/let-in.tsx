import { Identity } from "@qubix/protocol";
import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { TextField } from "../../../design/field.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";

/** Lets somebody in who need not have asked. */
export function LetIn({ busy, onLetIn }: { busy: boolean; onLetIn: (identity: string) => void }) {
  const { manage: text } = useText(modelsText);
  const [identity, setIdentity] = useState("");
  const isRight = Identity.safeParse(identity.trim()).success;
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
