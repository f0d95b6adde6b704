import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { More } from "../../design/more.tsx";
import { Table } from "../../design/table.tsx";
import { TableSkeleton } from "../../design/table-skeleton.tsx";
import { Time } from "../../design/time.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { explorerText } from "./text.ts";
import { TickLink } from "./tick-link.tsx";

/** The newest ticks. */
export function LatestTicks() {
  const { ticks: text } = useText(explorerText);
  const { number } = useFormat();
  const ticks = usePages("listTicks", { query: { limit: 10 } }, { refresh: "tick" });
  return (
    <Card title={text.title}>
      <LoadedList
        pages={ticks}
        empty={<Empty title={text.none}>{text.noneHint}</Empty>}
        skeleton={<TableSkeleton rows={10} columns={4} />}
      >
        {(items) => (
          <Table
            caption={text.title}
            rows={items}
            rowKey={(_, place) => String(place)}
            columns={[
              { key: "tick", title: text.tick, cell: ({ tick }) => <TickLink tick={tick} /> },
              {
                key: "transactions",
                title: text.transactions,
                numeric: true,
                cell: ({ transactions }) => number(transactions),
              },
              { key: "leader", title: text.leader, numeric: true, cell: ({ leader }) => number(leader) },
              { key: "time", title: text.time, numeric: true, cell: ({ time }) => <Time ms={time} /> },
            ]}
          />
        )}
      </LoadedList>
      <More pages={ticks} />
    </Card>
  );
}
