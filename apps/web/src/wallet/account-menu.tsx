import { CircleUserRound, Lock, LogIn, LogOut, Wallet as WalletIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { Link } from "react-router";
import { ButtonLink } from "../design/button.tsx";
import { useText } from "../i18n/use-text.ts";
import { signingText } from "./text.ts";
import { useSession } from "./use-session.ts";
import { useWallet } from "./wallet-provider.tsx";

const ITEM = "flex min-h-11 w-full items-center gap-3 rounded-control px-3 outline-none data-highlighted:bg-sunken";

/** At the top of each page: the account in use, and what one does with it most. */
export function AccountMenu() {
  const text = useText(signingText);
  const { accounts, current, wallet, lock } = useWallet();
  const { signedIn, signIn, signOut } = useSession();
  if (!current)
    return (
      <ButtonLink small to="/wallet">
        {text.wallet}
      </ButtonLink>
    );
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={`${text.menu}: ${current.name}`}
        className="flex min-h-9 max-w-40 items-center gap-2 rounded-control border border-edge px-2.5 text-sm hover:bg-sunken"
      >
        {current.unlocked ? (
          <CircleUserRound aria-hidden className="size-4 shrink-0" />
        ) : (
          <Lock aria-hidden className="size-4 shrink-0" />
        )}
        <span className="truncate">{current.name}</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 w-64 rounded-card border bg-raised p-1 shadow-raised"
        >
          {accounts.length > 1 && (
            <DropdownMenu.RadioGroup value={current.identity} onValueChange={(identity) => wallet.choose(identity)}>
              {accounts.map(({ name, identity }) => (
                <DropdownMenu.RadioItem key={identity} value={identity} className={ITEM}>
                  <span className="size-4 shrink-0">
                    <DropdownMenu.ItemIndicator>
                      <span className="block size-2.5 rounded-full bg-accent" />
                    </DropdownMenu.ItemIndicator>
                  </span>
                  <span className="min-w-0 truncate">{name}</span>
                </DropdownMenu.RadioItem>
              ))}
              <DropdownMenu.Separator className="my-1 border-t" />
            </DropdownMenu.RadioGroup>
          )}
          <DropdownMenu.Item asChild>
            <Link to="/wallet" className={ITEM}>
              <WalletIcon aria-hidden className="size-4" />
              {text.wallet}
            </Link>
          </DropdownMenu.Item>
          {signedIn ? (
            <DropdownMenu.Item className={ITEM} onSelect={() => signOut.mutate()}>
              <LogOut aria-hidden className="size-4" />
              {text.signOut}
            </DropdownMenu.Item>
          ) : (
            <DropdownMenu.Item className={ITEM} onSelect={() => signIn.mutate()}>
              <LogIn aria-hidden className="size-4" />
              {text.signIn}
            </DropdownMenu.Item>
          )}
          {current.unlocked && (
            <DropdownMenu.Item className={ITEM} onSelect={lock}>
              <Lock aria-hidden className="size-4" />
              {text.lock}
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
