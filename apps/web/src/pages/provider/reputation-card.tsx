import type { ProviderDocument } from "@qubix/protocol";
import { Card } from "../../design/card.tsx";
import { Facts } from "../../design/facts.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { providerText } from "./text.ts";

const COUNTERS = ["verified", "undecided", "oddOneOut", "expired", "lost", "declined", "requesters"] as const;

/** What the contract's score is made of. */
export function ReputationCard({ provider: { reputation } }: { provider: ProviderDocument }) {
  const text = useText(providerText);
  const { number } = useFormat();
  return (
    <Card title={text.reputation}>
      <p className="mb-2 text-sm text-muted">{text.reputationWhy}</p>
      <Facts facts={COUNTERS.map((name) => [text.counters[name], number(BigInt(reputation[name]))] as const)} />
    </Card>
  );
}
