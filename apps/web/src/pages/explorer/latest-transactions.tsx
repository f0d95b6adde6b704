import { Card } from "../../design/card.tsx";
import { More } from "../../design/more.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useText } from "../../i18n/use-text.ts";
import { IndexedTransactions } from "./indexed-transactions.tsx";
import { explorerText } from "./text.ts";

/** Transactions of the whole network, newest first. */
export function LatestTransactions() {
  const { transactions: text } = useText(explorerText);
  const pages = usePages("listChainTransactions", { query: { limit: 10 } }, { refresh: "tick" });
  return (
    <Card title={text.title}>
      <IndexedTransactions pages={pages} none={text.none} />
      <More pages={pages} />
    </Card>
  );
}
