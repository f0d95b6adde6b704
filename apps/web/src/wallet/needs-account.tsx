import type { ReactNode } from "react";
import { Button, ButtonLink } from "../design/button.tsx";
import { Card } from "../design/card.tsx";
import { Empty } from "../design/empty.tsx";
import { Problem } from "../hub/problem.tsx";
import { useText } from "../i18n/use-text.ts";
import { signingText } from "./text.ts";
import { useSession } from "./use-session.ts";
import { type Account, useAccount } from "./wallet-provider.tsx";

/** What needs an account; the way to one while there is none. */
export function NeedsAccount({ children }: { children: (account: Account) => ReactNode }) {
  const text = useText(signingText);
  const account = useAccount();
  if (account) return children(account);
  return (
    <Card>
      <Empty
        title={text.needsAccount}
        actions={
          <ButtonLink kind="primary" to="/wallet">
            {text.toWallet}
          </ButtonLink>
        }
      >
        {text.needsAccountWhy}
      </Empty>
    </Card>
  );
}

/** What the hub shows only to those who are signed in; the way there. */
export function NeedsSession({ children }: { children: (account: Account) => ReactNode }) {
  return <NeedsAccount>{(account) => <AskSession account={account}>{children}</AskSession>}</NeedsAccount>;
}

function AskSession({ account, children }: { account: Account; children: (account: Account) => ReactNode }) {
  const text = useText(signingText);
  const { signedIn, signIn } = useSession();
  if (signedIn) return children(account);
  return (
    <Card>
      <Empty
        title={text.needsSession}
        actions={
          <Button kind="primary" busy={signIn.isPending} onClick={() => signIn.mutate()}>
            {text.enter}
          </Button>
        }
      >
        {text.needsSessionWhy}
      </Empty>
      {signIn.error && <Problem error={signIn.error} />}
    </Card>
  );
}
