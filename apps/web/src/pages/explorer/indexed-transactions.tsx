import type { ChainTransaction } from "@qubix/protocol";
import { Empty } from "../../design/empty.tsx";
import { TableSkeleton } from "../../design/table-skeleton.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { explorerText } from "./text.ts";
import { TransactionTable } from "./transaction-table.tsx";

/** A list of the hub's index, which says how far back it goes: no more than that is promised. */
export function IndexedTransactions({
  pages,
  none,
}: {
  pages: {
    items: ChainTransaction[] | undefined;
    data: { pages: readonly object[] } | undefined;
    error: unknown;
    refetch: () => unknown;
  };
  /** Said where there is nothing. */
  none: string;
}) {
  const { transactions: text } = useText(explorerText);
  const { number } = useFormat();
  const { indexedFrom } = (pages.data?.pages[0] ?? {}) as { indexedFrom?: number };
  const hint = indexedFrom === undefined ? text.noIndex : text.noneHint(number(indexedFrom));
  return (
    <LoadedList
      pages={pages}
      empty={<Empty title={none}>{hint}</Empty>}
      skeleton={<TableSkeleton rows={10} columns={6} />}
    >
      {(items) => (
        <>
          <TransactionTable transactions={items} />
          {indexedFrom !== undefined && <p className="mt-3 text-sm text-muted">{text.from0(number(indexedFrom))}</p>}
        </>
      )}
    </LoadedList>
  );
}
