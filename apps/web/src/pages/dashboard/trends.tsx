import { BUCKETS } from "@qubix/protocol";
import { useEffect, useMemo, useState } from "react";
import { Card } from "../../design/card.tsx";
import { Chart } from "../../design/charts/chart.tsx";
import { Empty } from "../../design/empty.tsx";
import { Select } from "../../design/field.tsx";
import { Skeleton } from "../../design/skeleton.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useLanguage } from "../../i18n/language-provider.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { isQuiet, PERIODS, type Period, type SeriesRow, seriesRows } from "./series-rows.ts";
import { dashboardText } from "./text.ts";

/** Charts of what happened lately. */
export function Trends() {
  const { trends } = useText(dashboardText);
  const [period, setPeriod] = useState<Period>("day");
  const { length, bucket } = PERIODS[period];
  // On a whole piece of time, so that the axis has round hours.
  const from = Math.floor((useMinute() - length) / BUCKETS[bucket]) * BUCKETS[bucket];
  const series = useRoute("getStatisticsSeries", { query: { from, bucket } }, { refresh: "jobs" });
  return (
    <Card title={trends.title}>
      <Select
        label={trends.period}
        className="mb-4 max-w-56"
        value={period}
        onChange={(event) => setPeriod(event.target.value as Period)}
        options={(Object.keys(PERIODS) as Period[]).map((value) => ({ value, label: trends.periods[value] }))}
      />
      <Loaded read={series} skeleton={<Skeleton lines={8} />}>
        {({ items }) => <Charts rows={seriesRows(items)} period={period} />}
      </Loaded>
    </Card>
  );
}

function Charts({ rows, period }: { rows: readonly SeriesRow[]; period: Period }) {
  const { trends } = useText(dashboardText);
  const { language } = useLanguage();
  const { number, compact, amount, duration } = useFormat();
  const at = useMemo(() => {
    const parts: Intl.DateTimeFormatOptions =
      period === "month" ? { day: "numeric", month: "short" } : { hour: "2-digit", minute: "2-digit" };
    const format = new Intl.DateTimeFormat(language, parts);
    return (row: SeriesRow) => format.format(row.at);
  }, [language, period]);
  if (isQuiet(rows)) return <Empty title={trends.quiet}>{trends.quietHint}</Empty>;
  const money = (name: "paid" | "royalties" | "burned") => ({
    label: trends[name],
    value: (row: SeriesRow) => Number(row[name]),
    text: (row: SeriesRow) => amount(row[name]),
  });
  return (
    <div className="grid gap-8 lg:grid-cols-2 xl:grid-cols-3">
      <Chart
        title={trends.jobs}
        kind="bars"
        rows={rows}
        at={at}
        format={number}
        series={[
          { label: trends.settled, value: (row) => row.settled },
          { label: trends.ended, value: (row) => row.ended },
        ]}
      />
      <Chart
        title={trends.money}
        kind="bars"
        rows={rows}
        at={at}
        format={(value, narrow) => (narrow ? compact(value) : `${number(value)} QU`)}
        series={[money("paid"), money("burned"), money("royalties")]}
      />
      <Chart
        title={trends.times}
        kind="lines"
        rows={rows}
        at={at}
        format={duration}
        series={[
          { label: trends.settle, value: (row) => row.settleMs },
          { label: trends.match, value: (row) => row.matchMs },
        ]}
      />
    </div>
  );
}

/** The beginning of the minute that it is: a window that moves with each render would be read again each time. */
function useMinute(): number {
  const [now, setNow] = useState(beginOfMinute);
  useEffect(() => {
    const timer = setInterval(() => setNow(beginOfMinute()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const beginOfMinute = () => Math.floor(Date.now() / 60_000) * 60_000;
