import { sumOf } from "@qubix/client";
import { useState } from "react";
import { Link } from "react-router";
import { Amount } from "../../design/amount.tsx";
import { Badge } from "../../design/badge.tsx";
import { Button } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { Chart } from "../../design/charts/chart.tsx";
import { Empty } from "../../design/empty.tsx";
import { More } from "../../design/more.tsx";
import { Stat, Stats } from "../../design/stat.tsx";
import { Table } from "../../design/table.tsx";
import { Time } from "../../design/time.tsx";
import { saveFile } from "../../files/save-file.ts";
import { Loaded } from "../../hub/loaded.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { type EarningPart, type EarningRow, earningParts, earningsCsv } from "./earning-rows.ts";
import { providerText } from "./text.ts";
import { MOST_RECEIPTS, useEarnings } from "./use-earnings.ts";
import { useRunNames } from "./use-run-names.ts";

const PARTS = 24;
/** A chart tells no more than these apart. */
const MOST_SERIES = 4;
const PAGE = 20;

/** What a provider earned: in all, over time by what it ran, and job by job. */
export function Earnings({ provider }: { provider: number }) {
  const text = useText(providerText);
  const read = useEarnings(provider);
  const save = (rows: EarningRow[]) => saveFile(`qubix-provider-${provider}-earnings.csv`, earningsCsv(rows));
  return (
    <Card
      title={text.earnings}
      actions={
        read.data &&
        read.data.length > 0 && (
          <Button small onClick={() => save(read.data)}>
            {text.csv}
          </Button>
        )
      }
    >
      <Loaded read={read}>
        {(rows) => (rows.length === 0 ? <Empty title={text.noEarnings} /> : <Figures rows={rows} />)}
      </Loaded>
    </Card>
  );
}

function Figures({ rows }: { rows: EarningRow[] }) {
  const text = useText(providerText);
  const { number } = useFormat();
  const { runs, paid, slashed } = sumOf(rows);
  return (
    <div className="flex flex-col gap-6">
      <Stats>
        <Stat label={text.earned} value={<Amount value={paid} />} />
        <Stat label={text.runs} value={number(runs)} />
        <Stat label={text.slashed} value={<Amount value={slashed} />} />
      </Stats>
      <OverTime rows={rows} />
      <ByJob rows={rows} />
      {rows.length >= MOST_RECEIPTS && <p className="text-sm text-muted">{text.newest(number(MOST_RECEIPTS))}</p>}
    </div>
  );
}

function OverTime({ rows }: { rows: EarningRow[] }) {
  const text = useText(providerText);
  const { amount, compact, moment } = useFormat();
  const nameOf = useRunNames();
  const models = [...new Set(rows.map(({ model }) => model))].slice(0, MOST_SERIES);
  const series = models.map((model) => ({
    label: nameOf(model),
    value: ({ byModel }: EarningPart) => Number(byModel.get(model) ?? 0n),
    text: ({ byModel }: EarningPart) => amount(byModel.get(model) ?? 0n),
  }));
  return (
    <Chart
      title={text.overTime}
      kind="bars"
      rows={earningParts(rows, PARTS)}
      series={series}
      at={({ from }) => moment(from)}
      format={(value, narrow) => (narrow ? compact(value) : amount(BigInt(Math.round(value))))}
    />
  );
}

function ByJob({ rows }: { rows: EarningRow[] }) {
  const text = useText(providerText);
  const { number } = useFormat();
  const nameOf = useRunNames();
  const [shown, setShown] = useState(PAGE);
  const columns = [
    {
      key: "when",
      title: text.when,
      cell: ({ time, tick }: EarningRow) => (time === undefined ? `Tick ${number(tick)}` : <Time ms={time} />),
    },
    {
      key: "job",
      title: text.job,
      cell: ({ job }: EarningRow) => (
        <Link to={`/jobs/${job}`} className="font-mono text-accent underline underline-offset-2">
          {job.slice(0, 8)}…
        </Link>
      ),
    },
    {
      key: "what",
      title: text.what,
      cell: ({ model }: EarningRow) => nameOf(model),
    },
    {
      key: "outcome",
      title: text.outcome,
      cell: ({ outcome }: EarningRow) => (
        <Badge tone={outcome === "paid-majority" ? "good" : outcome === "base-share" ? "neutral" : "bad"}>
          {text.outcomes[outcome]}
        </Badge>
      ),
    },
    { key: "paid", title: text.earned, numeric: true, cell: ({ paid }: EarningRow) => <Amount value={paid} /> },
  ];
  return (
    <div>
      <Table
        caption={text.earnings}
        columns={columns}
        rows={rows.slice(0, shown)}
        rowKey={({ job, attempt }) => `${job}/${attempt}`}
      />
      <More
        pages={{
          hasNextPage: shown < rows.length,
          isFetchingNextPage: false,
          fetchNextPage: () => setShown(shown + PAGE),
        }}
      />
    </div>
  );
}
