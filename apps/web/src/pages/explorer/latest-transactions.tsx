import { Card } from "../../design/card.tsx";
import { More } from "../../design/more.tsx";
import { useText } from "../../i18n/use-text.ts";
import { IndexedTransactions } from "./indexed-transactions.tsx";
import { explorerText } from "./text.ts";
import type { useLatestTransactions } from "./use-latest-transactions.ts";

/** Transactions of the whole network, newest first. */
export function LatestTransactions({ pages }: { pages: ReturnType<typeof useLatestTransactions> }) {
  const { transactions: text } = useText(explorerText);
  return (
    <Card title={text.title}>
      <IndexedTransactions pages={pages} none={text.none} />
      <More pages={pages} />
    </Card>
  );
}
