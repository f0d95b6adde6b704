import { lazy, Suspense, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { Notice } from "../../design/notice.tsx";
import { Page } from "../../design/page.tsx";
import { useText } from "../../i18n/use-text.ts";
import { signingText } from "../../wallet/text.ts";
import { useWallet } from "../../wallet/wallet-provider.tsx";
import { AccountCard } from "./account-card.tsx";
import { AccountList } from "./account-list.tsx";
import { History } from "./history.tsx";
import { walletText } from "./text.ts";

// Loaded when they are wanted.
const CreateAccount = lazy(async () => ({ default: (await import("./create-account.tsx")).CreateAccount }));
const ImportAccount = lazy(async () => ({ default: (await import("./import-account.tsx")).ImportAccount }));

/** The accounts of this browser: what they have, and what one does with it. */
export function WalletPage() {
  const text = useText(walletText);
  const { errors } = useText(signingText);
  const { accounts, current, damaged } = useWallet();
  const [adding, setAdding] = useState<"create" | "import">();
  const buttons = (
    <>
      <Button kind={current ? "secondary" : "primary"} onClick={() => setAdding("create")}>
        {text.create}
      </Button>
      <Button onClick={() => setAdding("import")}>{text.import}</Button>
    </>
  );
  return (
    <Page title={text.title}>
      {damaged && (
        <Notice tone="bad" title={text.damaged}>
          {errors.WALLET_DAMAGED}
        </Notice>
      )}
      {isSecureContext ? (
        <>
          {current ? (
            <>
              <AccountCard key={current.identity} />
              <History identity={current.identity} />
              <Card title={text.accounts} actions={<div className="flex flex-wrap gap-2">{buttons}</div>}>
                <AccountList />
              </Card>
            </>
          ) : (
            !damaged && (
              <Card>
                <Empty title={text.welcome} actions={buttons}>
                  {text.welcomeWhy}
                </Empty>
              </Card>
            )
          )}
          <Suspense>
            {adding === "create" && <CreateAccount number={accounts.length + 1} onClose={() => setAdding(undefined)} />}
            {adding === "import" && <ImportAccount number={accounts.length + 1} onClose={() => setAdding(undefined)} />}
          </Suspense>
        </>
      ) : (
        <Notice tone="warn" title={text.insecure}>
          {text.insecureWhy}
        </Notice>
      )}
    </Page>
  );
}
