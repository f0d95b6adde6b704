import type { ProviderDocument } from "@qubix/protocol";
import type { Account } from "../../wallet/wallet-provider.tsx";
import { Earnings } from "./earnings.tsx";
import { EndedAttempts } from "./ended-attempts.tsx";
import { Machines } from "./machines.tsx";
import { ReputationCard } from "./reputation-card.tsx";
import { StakeCard } from "./stake-card.tsx";

/** All about one provider; its owner can change it. */
export function ProviderView({ account, provider }: { account: Account; provider: ProviderDocument }) {
  return (
    <>
      <StakeCard account={account} provider={provider} />
      <Machines provider={provider.slot} />
      <Earnings provider={provider.slot} />
      <div className="grid gap-4 sm:gap-6 lg:grid-cols-2">
        <ReputationCard provider={provider} />
        <EndedAttempts provider={provider.slot} />
      </div>
    </>
  );
}
