import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Facts } from "../design/facts.tsx";
import { Checkbox, TextField } from "../design/field.tsx";
import { Skeleton } from "../design/skeleton.tsx";
import { Problem } from "../hub/problem.tsx";
import { useRoute } from "../hub/use-route.ts";
import { useText } from "../i18n/use-text.ts";
import type { SigningDesk, SigningRequest } from "./signing-desk.ts";
import { signingText } from "./text.ts";
import { useWalletProblem } from "./use-wallet-problem.ts";
import type { Wallet } from "./wallet.ts";

const TransactionFacts = lazy(async () => ({ default: (await import("./transaction-facts.tsx")).TransactionFacts }));

/** The one place where an owner agrees to a signature; open while something waits for one. */
export function SigningDialog({ wallet, desk }: { wallet: Wallet; desk: SigningDesk }) {
  const request = useSyncExternalStore(desk.watch, desk.first);
  return request && <Ask key={request.id} request={request} wallet={wallet} desk={desk} />;
}

function Ask({ request, wallet, desk }: { request: SigningRequest; wallet: Wallet; desk: SigningDesk }) {
  const text = useText(signingText);
  const problem = useWalletProblem();
  const network = useRoute("getNetwork", {});
  const { accounts } = useSyncExternalStore(wallet.watch, wallet.view);
  const account = accounts.find(({ identity }) => identity === request.identity);
  const [password, setPassword] = useState("");
  const [trust, setTrust] = useState(false);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { id, subject } = request;
  const titles = { transactions: text.transaction, "sign-in": text.signIn, open: text.open };
  const verbs = { transactions: text.sign, "sign-in": text.enter, open: text.unlock };
  // What can't be shown can't be agreed to.
  const shown = subject.kind !== "transactions" || network.data !== undefined;

  async function agree() {
    if (!account) return desk.answer(id, false);
    setError(undefined);
    setBusy(true);
    try {
      if (!account.unlocked) await wallet.unlock(account.identity, password);
      desk.answer(id, true, trust);
    } catch (reason) {
      setError(problem(reason).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={titles[subject.kind]}
      {...(subject.kind === "open" && { description: text.openWhy })}
      onClose={() => desk.answer(id, false)}
      actions={
        <>
          <Button onClick={() => desk.answer(id, false)}>{text.refuse}</Button>
          <Button kind="primary" type="submit" form="sign" busy={busy} disabled={!shown}>
            {verbs[subject.kind]}
          </Button>
        </>
      }
    >
      <form
        id="sign"
        onSubmit={(event) => {
          event.preventDefault();
          if (shown) void agree();
        }}
      >
        {subject.kind === "transactions" &&
          (network.data ? (
            <Suspense fallback={<Skeleton />}>
              <TransactionFacts versions={subject.versions} contractIndex={network.data.network.contract.index} />
            </Suspense>
          ) : network.error ? (
            <Problem error={network.error} onRetry={() => void network.refetch()} />
          ) : (
            <Skeleton />
          ))}
        {subject.kind === "sign-in" && (
          <>
            <p className="text-sm text-muted">{text.text}</p>
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              tabIndex={0}
              className="my-2 max-h-56 overflow-auto rounded-control bg-sunken p-3 font-mono text-xs whitespace-pre-wrap"
            >
              {subject.text}
            </pre>
            <Checkbox label={text.trust} checked={trust} onChange={(event) => setTrust(event.target.checked)} />
          </>
        )}
        <Facts facts={[[text.account, account?.name]]} />
        {account && !account.unlocked && (
          <TextField
            label={text.password}
            type="password"
            autoComplete="current-password"
            autoFocus
            required
            value={password}
            error={error}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </form>
    </Dialog>
  );
}
