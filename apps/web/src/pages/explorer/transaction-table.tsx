import type { ChainTransaction } from "@qubix/protocol";
import { Amount } from "../../design/amount.tsx";
import { ShortId } from "../../design/identity.tsx";
import { Table } from "../../design/table.tsx";
import { useText } from "../../i18n/use-text.ts";
import { Party } from "./party.tsx";
import { explorerText } from "./text.ts";
import { TickLink } from "./tick-link.tsx";
import { TransactionKind } from "./transaction-kind.tsx";

/** Transactions in rows. */
export function TransactionTable({ transactions }: { transactions: readonly ChainTransaction[] }) {
  const { transactions: text, noun } = useText(explorerText);
  return (
    <Table
      caption={text.title}
      rows={transactions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "id",
          title: text.id,
          cell: ({ id }) => <ShortId value={id} what={noun.transaction} to={`/explorer/transactions/${id}`} />,
        },
        { key: "what", title: text.what, cell: (transaction) => <TransactionKind transaction={transaction} /> },
        { key: "from", title: text.from, cell: ({ source }) => <Party identity={source} /> },
        { key: "to", title: text.to, cell: ({ destination }) => <Party identity={destination} /> },
        { key: "amount", title: text.amount, numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
        { key: "tick", title: text.tick, numeric: true, cell: ({ tick }) => <TickLink tick={tick} /> },
      ]}
    />
  );
}
