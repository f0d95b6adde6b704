import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Amount } from "../../design/amount.tsx";
import { Button } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Identity } from "../../design/identity.tsx";
import { Notice } from "../../design/notice.tsx";
import { useToast } from "../../design/toast.tsx";
import { useHub } from "../../hub/hub-provider.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { Problem } from "../../hub/problem.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { useSession } from "../../wallet/use-session.ts";
import { useWalletProblem } from "../../wallet/use-wallet-problem.ts";
import { type Account, useAccount } from "../../wallet/wallet-provider.tsx";
import { walletText } from "./text.ts";

// Loaded when they are wanted: they bring what draws QR codes, and what signs.
const Receive = lazy(async () => ({ default: (await import("./receive.tsx")).Receive }));
const Send = lazy(async () => ({ default: (await import("./send.tsx")).Send }));

/** The account in use: its balance, live, and what one does with it. */
export function AccountCard() {
  const account = useAccount();
  return account && <InUse account={account} />;
}

function InUse({ account }: { account: Account }) {
  const text = useText(walletText);
  const format = useFormat();
  const problem = useWalletProblem();
  const hub = useHub();
  const toast = useToast();
  const { signIn } = useSession();
  const { identity } = account;
  const entity = useRoute("getEntity", { params: { identity } }, { refresh: "tick" });
  const { data: network } = useRoute("getNetwork", {});
  const [open, setOpen] = useState<"send" | "receive">();
  const faucet = useMutation({
    mutationFn: () => hub.call("requestFaucet", { body: { identity } }),
    onSuccess: ({ amount, tick }) =>
      toast({
        title: text.faucetSent(format.amount(amount)),
        detail: text.faucetTick(format.number(tick)),
        tone: "good",
      }),
  });
  const error = faucet.error ?? signIn.error;
  const isEmpty = network?.faucet !== undefined && entity.data?.balance === "0";
  return (
    <Card title={account.name} actions={<Identity identity={identity} />}>
      <div className="flex flex-col gap-4">
        <div>
          <p className="text-sm text-muted">{text.balance}</p>
          <Loaded read={entity}>
            {({ balance }) => (
              <p className="text-3xl font-semibold">
                <Amount value={balance} />
              </p>
            )}
          </Loaded>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button kind={isEmpty ? "secondary" : "primary"} disabled={!entity.data} onClick={() => setOpen("send")}>
            {text.send}
          </Button>
          <Button onClick={() => setOpen("receive")}>{text.receive}</Button>
          {network?.faucet && (
            <Button kind={isEmpty ? "primary" : "secondary"} busy={faucet.isPending} onClick={() => faucet.mutate()}>
              {text.faucet(format.amount(network.faucet.amount))}
            </Button>
          )}
        </div>
        {!account.unlocked && (
          <Notice
            actions={
              <Button busy={signIn.isPending} onClick={() => signIn.mutate()}>
                {text.unlock}
              </Button>
            }
          >
            {text.locked}
          </Notice>
        )}
        {error && <Problem error={problem(error)} />}
      </div>
      <Suspense>
        {open === "receive" && <Receive identity={identity} onClose={() => setOpen(undefined)} />}
        {open === "send" && entity.data && (
          <Send account={account} balance={BigInt(entity.data.balance)} onClose={() => setOpen(undefined)} />
        )}
      </Suspense>
    </Card>
  );
}
