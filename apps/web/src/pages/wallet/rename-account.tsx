import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { TextField } from "../../design/field.tsx";
import { useText } from "../../i18n/use-text.ts";
import type { AccountView } from "../../wallet/wallet.ts";
import { useWallet } from "../../wallet/wallet-provider.tsx";
import { walletText } from "./text.ts";

/** Gives an account another name; names stay in this browser. */
export function RenameAccount({ account, onClose }: { account: AccountView; onClose: () => void }) {
  const text = useText(walletText);
  const { wallet } = useWallet();
  const [name, setName] = useState(account.name);
  return (
    <Dialog
      title={text.rename}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="primary" type="submit" form="rename">
            {text.save}
          </Button>
        </>
      }
    >
      <form
        id="rename"
        onSubmit={(event) => {
          event.preventDefault();
          wallet.rename(account.identity, name);
          onClose();
        }}
      >
        <TextField
          label={text.name}
          required
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
