import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { CopyText } from "../../design/copy-text.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { TextField } from "../../design/field.tsx";
import { useText } from "../../i18n/use-text.ts";
import { useWalletProblem } from "../../wallet/use-wallet-problem.ts";
import type { AccountView } from "../../wallet/wallet.ts";
import { useWallet } from "../../wallet/wallet-provider.tsx";
import { walletText } from "./text.ts";

/** Shows an account's seed to whoever knows its password, for as long as the dialog is open. */
export function ShowSeed({ account, onClose }: { account: AccountView; onClose: () => void }) {
  const text = useText(walletText);
  const problem = useWalletProblem();
  const { wallet } = useWallet();
  const [password, setPassword] = useState("");
  const open = useMutation({ mutationFn: () => wallet.seed(account.identity, password), gcTime: 0 });
  return (
    <Dialog
      title={text.showSeed}
      description={text.seedWhy}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{open.data ? text.done : text.cancel}</Button>
          {!open.data && (
            <Button kind="primary" type="submit" form="show-seed" busy={open.isPending}>
              {text.showSeed}
            </Button>
          )}
        </>
      }
    >
      {open.data ? (
        <CopyText value={open.data} what={text.seed} />
      ) : (
        <form
          id="show-seed"
          onSubmit={(event) => {
            event.preventDefault();
            open.mutate();
          }}
        >
          <TextField
            label={text.password}
            type="password"
            autoComplete="current-password"
            required
            value={password}
            error={open.error ? problem(open.error).message : undefined}
            onChange={(event) => setPassword(event.target.value)}
          />
        </form>
      )}
    </Dialog>
  );
}
