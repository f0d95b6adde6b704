import { Ellipsis } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { Badge } from "../../design/badge.tsx";
import { Button } from "../../design/button.tsx";
import { Identity } from "../../design/identity.tsx";
import { useText } from "../../i18n/use-text.ts";
import { saveBackup } from "../../wallet/backup-file.ts";
import type { AccountView } from "../../wallet/wallet.ts";
import { useWallet } from "../../wallet/wallet-provider.tsx";
import { RemoveAccount } from "./remove-account.tsx";
import { RenameAccount } from "./rename-account.tsx";
import { ShowSeed } from "./show-seed.tsx";
import { walletText } from "./text.ts";

const DIALOGS = { rename: RenameAccount, showSeed: ShowSeed, remove: RemoveAccount };
const ITEM = "flex min-h-11 items-center rounded-control px-3 outline-none data-highlighted:bg-sunken";

/** All accounts of this browser. */
export function AccountList() {
  const { accounts } = useWallet();
  return (
    <ul className="divide-y">
      {accounts.map((account) => (
        <Row key={account.identity} account={account} />
      ))}
    </ul>
  );
}

function Row({ account }: { account: AccountView }) {
  const text = useText(walletText);
  const { wallet, current } = useWallet();
  const [open, setOpen] = useState<keyof typeof DIALOGS>();
  const { name, identity } = account;
  const Shown = open && DIALOGS[open];
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-3">
      <div className="min-w-0">
        <p className="font-medium">{name}</p>
        <Identity identity={identity} />
      </div>
      <div className="flex items-center gap-2">
        {current?.identity === identity ? (
          <Badge tone="accent">{text.inUse}</Badge>
        ) : (
          <Button small onClick={() => wallet.choose(identity)}>
            {text.use}
          </Button>
        )}
        <DropdownMenu.Root>
          <DropdownMenu.Trigger aria-label={text.actions(name)} className="rounded-control p-2 hover:bg-sunken">
            <Ellipsis aria-hidden className="size-5" />
          </DropdownMenu.Trigger>
          <DropdownMenu.Portal>
            <DropdownMenu.Content
              align="end"
              collisionPadding={8}
              className="z-40 min-w-48 rounded-card border bg-raised p-1 shadow-raised"
            >
              <DropdownMenu.Item className={ITEM} onSelect={() => setOpen("rename")}>
                {text.rename}
              </DropdownMenu.Item>
              <DropdownMenu.Item className={ITEM} onSelect={() => saveBackup(name, wallet.backup(identity))}>
                {text.backup}
              </DropdownMenu.Item>
              <DropdownMenu.Item className={ITEM} onSelect={() => setOpen("showSeed")}>
                {text.showSeed}
              </DropdownMenu.Item>
              <DropdownMenu.Item className={ITEM} onSelect={() => setOpen("remove")}>
                {text.remove}
              </DropdownMenu.Item>
            </DropdownMenu.Content>
          </DropdownMenu.Portal>
        </DropdownMenu.Root>
      </div>
      {Shown && <Shown account={account} onClose={() => setOpen(undefined)} />}
    </li>
  );
}
