import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { CopyText } from "../../design/copy-text.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { TextField } from "../../design/field.tsx";
import { useToast } from "../../design/toast.tsx";
import { useText } from "../../i18n/use-text.ts";
import { saveBackup } from "../../wallet/backup-file.ts";
import { useWalletProblem } from "../../wallet/use-wallet-problem.ts";
import type { SealedAccount } from "../../wallet/wallet.ts";
import { useWallet } from "../../wallet/wallet-provider.tsx";
import { lettersFit, placesToConfirm } from "./seed-letters.ts";
import { walletText } from "./text.ts";

/** Shows a new account's seed, once. It is kept when some of its letters were typed, or its backup was downloaded. */
export function ConfirmSeed({
  name,
  seed,
  sealed,
  onClose,
}: {
  name: string;
  seed: string;
  sealed: SealedAccount;
  onClose: () => void;
}) {
  const text = useText(walletText);
  const problem = useWalletProblem();
  const toast = useToast();
  const { wallet } = useWallet();
  const [places] = useState(() => placesToConfirm(seed.length, 4, Math.random));
  const [letters, setLetters] = useState("");
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<string>();
  const keep = () => {
    if (!saved && !lettersFit(seed, places, letters)) return setError(text.confirmWrong);
    try {
      wallet.keep(name, sealed);
    } catch (reason) {
      return setError(problem(reason).message);
    }
    toast({ title: text.added(name), tone: "good" });
    onClose();
  };
  return (
    <Dialog
      title={text.seedOnce}
      description={text.seedWhy}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="primary" type="submit" form="confirm">
            {text.done}
          </Button>
        </>
      }
    >
      <form
        id="confirm"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <CopyText value={seed.replaceAll(/(.{5})/g, "$1 ").trim()} copied={seed} what={text.seed} />
        <div>
          <p className="mb-2 text-sm text-muted">{text.orBackup}</p>
          <Button
            onClick={() => {
              saveBackup(name, sealed.keystore);
              setSaved(true);
            }}
          >
            {text.backup}
          </Button>
          <p role="status" className="mt-1 text-sm text-good">
            {saved && text.backupSaved}
          </p>
        </div>
        <TextField
          label={text.confirm(places.join(", "))}
          hint={text.confirmHint}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={letters}
          error={error}
          onChange={(event) => setLetters(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
