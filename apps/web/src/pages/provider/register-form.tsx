import { registerProvider } from "@qubix/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Skeleton } from "../../design/skeleton.tsx";
import { useToast } from "../../design/toast.tsx";
import { Problem } from "../../hub/problem.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useText } from "../../i18n/use-text.ts";
import { useCaller } from "../../wallet/use-caller.ts";
import { useWalletProblem } from "../../wallet/use-wallet-problem.ts";
import type { Account } from "../../wallet/wallet-provider.tsx";
import { checkTerms } from "./check-terms.ts";
import { TermsFields } from "./terms-fields.tsx";
import { providerText } from "./text.ts";
import { useLeast } from "./use-least.ts";

/** Registers the account as a provider for this hub. */
export function RegisterForm({ account }: { account: Account }) {
  const least = useLeast();
  return least ? <Form account={account} least={least} /> : <Skeleton />;
}

function Form({ account, least }: { account: Account; least: { stake: bigint; minPrice: bigint } }) {
  const text = useText(providerText);
  const problem = useWalletProblem();
  const toast = useToast();
  const queries = useQueryClient();
  const caller = useCaller();
  const { data: network } = useRoute("getNetwork", {});
  const [typed, setTyped] = useState({
    stake: String(least.stake),
    minPrice: String(least.minPrice),
    capacity: "1",
    hot: "",
    payout: account.identity,
  });
  const [tried, setTried] = useState(false);
  const terms = checkTerms(typed, least);
  const register = useMutation({
    async mutationFn() {
      if (terms.ok && network) await registerProvider(await caller(account), { ...terms, hubs: [network.hub.slot] });
    },
    async onSuccess() {
      toast({ title: text.registered, tone: "good" });
      await queries.invalidateQueries({ queryKey: ["listProviders"] });
      // The form was far down; what stands in its place begins at the top.
      scrollTo(0, 0);
    },
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (terms.ok) register.mutate();
      }}
    >
      <TermsFields value={typed} onChange={setTyped} checked={tried ? terms : undefined} least={least} withStake />
      {register.error && <Problem error={problem(register.error)} />}
      <div>
        <Button kind="primary" type="submit" busy={register.isPending} disabled={!network}>
          {text.register}
        </Button>
      </div>
    </form>
  );
}
