import type { JobEvent } from "@qubix/protocol";
import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { jobText } from "./text.ts";
import { UsageChart } from "./usage-chart.tsx";
import { usageSeriesOf } from "./usage-series.ts";

/** What each run used over its time, as its machine told. */
export function UsageView({ events }: { events: readonly JobEvent[] }) {
  const { usage: words } = useText(jobText);
  const { percent, bytes, amount } = useFormat();
  const series = [...usageSeriesOf(events)];
  if (series.length === 0) {
    return (
      <Card>
        <Empty title={words.none}>{words.noneHint}</Empty>
      </Card>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {series.map(([attempt, points]) => (
        <Card key={attempt} title={words.attempt(String(attempt))}>
          <div className="grid gap-4 sm:grid-cols-2">
            <UsageChart
              title={words.cpu}
              points={points}
              value={({ cpu }) => cpu}
              format={(share) => words.ofCore(percent(share))}
            />
            <UsageChart
              title={words.memory}
              points={points}
              value={({ memoryMiB }) => memoryMiB}
              format={(mebibytes) => bytes(mebibytes * 1024 * 1024)}
            />
            <UsageChart
              title={words.cost}
              points={points}
              value={({ cost }) => cost}
              format={(cost) => amount(BigInt(Math.round(cost)))}
            />
          </div>
        </Card>
      ))}
    </div>
  );
}
