import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Checkbox } from "../../design/field.tsx";
import { useText } from "../../i18n/use-text.ts";
import type { AccountView } from "../../wallet/wallet.ts";
import { useWallet } from "../../wallet/wallet-provider.tsx";
import { walletText } from "./text.ts";

/** Takes an account out of this browser, when its owner says that it can be brought back. */
export function RemoveAccount({ account, onClose }: { account: AccountView; onClose: () => void }) {
  const text = useText(walletText);
  const { wallet } = useWallet();
  const [sure, setSure] = useState(false);
  return (
    <Dialog
      title={text.remove}
      description={text.removeWhy(account.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button
            kind="danger"
            disabled={!sure}
            onClick={() => {
              wallet.remove(account.identity);
              onClose();
            }}
          >
            {text.remove}
          </Button>
        </>
      }
    >
      <Checkbox label={text.removeSure} checked={sure} onChange={(event) => setSure(event.target.checked)} />
    </Dialog>
  );
}
