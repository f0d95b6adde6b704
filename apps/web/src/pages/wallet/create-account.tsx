import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { TextField } from "../../design/field.tsx";
import { useText } from "../../i18n/use-text.ts";
import type { SealedAccount } from "../../wallet/wallet.ts";
import { useWallet } from "../../wallet/wallet-provider.tsx";
import { ConfirmSeed } from "./confirm-seed.tsx";
import { FormState } from "./form-state.tsx";
import { NewPassword, passwordProblem } from "./new-password.tsx";
import { walletText } from "./text.ts";

/** Makes an account in two steps: name and password; then its seed, once, and the proof that it was kept. */
export function CreateAccount({ number, onClose }: { number: number; onClose: () => void }) {
  const text = useText(walletText);
  const { wallet } = useWallet();
  const [name, setName] = useState(text.defaultName(number));
  const [password, setPassword] = useState({ password: "", repeated: "" });
  const [checked, setChecked] = useState(false);
  const [made, setMade] = useState<{ seed: string; sealed: SealedAccount }>();
  const make = useMutation({
    async mutationFn() {
      const { createSeed } = await import("../../wallet/vault.ts");
      const seed = createSeed();
      setMade({ seed, sealed: await wallet.seal(seed, password.password) });
    },
  });
  if (made) return <ConfirmSeed name={name} {...made} onClose={onClose} />;
  return (
    <Dialog
      title={text.create}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="primary" type="submit" form="create" busy={make.isPending}>
            {text.next}
          </Button>
        </>
      }
    >
      <form
        id="create"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (!passwordProblem(password)) make.mutate();
        }}
      >
        <TextField
          label={text.name}
          required
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <NewPassword value={password} onChange={setPassword} checked={checked} />
        <FormState doing={make.isPending && text.working} error={make.error} />
      </form>
    </Dialog>
  );
}
