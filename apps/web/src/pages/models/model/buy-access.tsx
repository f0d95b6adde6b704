import { buyModelAccess } from "@qubix/client";
import { Button } from "../../../design/button.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useRoute } from "../../../hub/use-route.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { useCaller } from "../../../wallet/use-caller.ts";
import { useWalletProblem } from "../../../wallet/use-wallet-problem.ts";
import type { Account } from "../../../wallet/wallet-provider.tsx";
import { useChange } from "../owner/use-change.ts";
import { modelsText } from "../text.ts";
import type { ModelName } from "./model-name.ts";

/** Pays for access to a gated model, at most what is shown. */
export function BuyAccess({ account, model, price }: { account: Account; model: ModelName; price: bigint }) {
  const { model: text } = useText(modelsText);
  const { amount } = useFormat();
  const caller = useCaller();
  const problem = useWalletProblem();
  const callFee = useRoute("getNetwork", {}).data?.contractConfig.callFee;
  const { namespace, name } = model;
  const newest = useRoute("getModel", { params: { namespace, name } });
  const buy = useChange(
    async (hub) => buyModelAccess(hub, await caller(account), { namespace, name }, { maxPrice: price }),
    { said: text.asked.accepted },
  );
  const fee = callFee === undefined ? undefined : BigInt(callFee);
  return (
    <div className="flex flex-col gap-3">
      {fee !== undefined && <p className="text-sm text-muted">{text.buyParts(amount(price), amount(fee))}</p>}
      {buy.error && <Problem error={problem(buy.error)} />}
      <Button
        kind="primary"
        className="self-start"
        busy={buy.isPending}
        disabled={fee === undefined}
        // Refused it may be because the price is another one by now.
        onClick={() => buy.mutate(undefined, { onError: () => void newest.refetch() })}
      >
        {text.buyNow(amount(price + (fee ?? 0n)))}
      </Button>
    </div>
  );
}
