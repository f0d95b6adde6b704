import type { ChainTransaction } from "@qubix/protocol";
import { Link } from "react-router";
import { Amount } from "../../design/amount.tsx";
import { Badge } from "../../design/badge.tsx";
import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { Identity } from "../../design/identity.tsx";
import { More } from "../../design/more.tsx";
import { Table } from "../../design/table.tsx";
import { Time } from "../../design/time.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { walletText } from "./text.ts";

/** What came in and went out, as far as the hub's index reaches. */
export function History({ identity }: { identity: string }) {
  const text = useText(walletText);
  const { number } = useFormat();
  // With each tick: the hub's index may be behind the balances, so that one look after they change is too soon.
  const pages = usePages("listIdentityTransactions", { params: { identity } }, { refresh: "tick" });
  const columns = [
    { key: "when", title: text.when, cell: (one: ChainTransaction) => <When transaction={one} /> },
    { key: "what", title: text.what, cell: (one: ChainTransaction) => one.procedure ?? text[wayOf(one, identity)] },
    {
      key: "other",
      title: text.other,
      cell: (one: ChainTransaction) => <Identity identity={one.source === identity ? one.destination : one.source} />,
    },
    {
      key: "amount",
      title: text.amount,
      numeric: true,
      cell: (one: ChainTransaction) => <Amount value={one.amount} />,
    },
    { key: "state", title: text.state, cell: (one: ChainTransaction) => <State included={one.included} /> },
  ];
  return (
    <Card title={text.history}>
      <LoadedList pages={pages} empty={<Empty title={text.historyEmpty} />}>
        {(items) => <Table caption={text.history} columns={columns} rows={items} rowKey={({ id }) => id} />}
      </LoadedList>
      <More pages={pages} />
      {pages.indexedFrom !== undefined && (
        <p className="mt-3 text-sm text-muted">{text.historyFrom(number(pages.indexedFrom))}</p>
      )}
    </Card>
  );
}

function wayOf({ source, destination }: ChainTransaction, identity: string): "self" | "outgoing" | "incoming" {
  if (source !== identity) return "incoming";
  return destination === identity ? "self" : "outgoing";
}

function When({ transaction: { id, time, tick } }: { transaction: ChainTransaction }) {
  const { number } = useFormat();
  return (
    <Link to={`/explorer/transactions/${id}`} className="text-accent underline underline-offset-2">
      {time === undefined ? `Tick ${number(tick)}` : <Time ms={time} />}
    </Link>
  );
}

function State({ included }: { included: boolean | undefined }) {
  const { states } = useText(walletText);
  if (included === undefined) return <Badge>{states.waiting}</Badge>;
  return included ? <Badge tone="good">{states.included}</Badge> : <Badge tone="bad">{states.missed}</Badge>;
}
