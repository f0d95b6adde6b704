import type { ModelUsageDocument } from "@qubix/protocol";
import { Amount } from "../../../design/amount.tsx";
import { Chart } from "../../../design/charts/chart.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Stat, Stats } from "../../../design/stat.tsx";
import { Table } from "../../../design/table.tsx";
import { Loaded } from "../../../hub/loaded.tsx";
import { useRoute } from "../../../hub/use-route.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import type { ModelName } from "../model/model-name.ts";
import { modelsText } from "../text.ts";
import { Speed } from "./speed.tsx";

/** What a model has been used for on this hub, what it earned, and how fast it runs. */
export function UsageTab({ model: { namespace, name } }: { model: ModelName }) {
  const { usage: text } = useText(modelsText);
  const read = useRoute("getModelUsage", { params: { namespace, name } }, { refresh: "jobs" });
  return (
    <Loaded read={read}>
      {(usage) =>
        usage.jobs === 0 && usage.speed.length === 0 && !usage.access?.bought ? (
          <Empty title={text.none}>{text.noneHint}</Empty>
        ) : (
          <Usage usage={usage} />
        )
      }
    </Loaded>
  );
}

function Usage({ usage }: { usage: ModelUsageDocument }) {
  const { usage: text } = useText(modelsText);
  const { number, amount } = useFormat();
  const { jobs, requesters, royalties, earned, access, days, versions } = usage;
  return (
    <div className="flex flex-col gap-6">
      <Stats>
        <Stat label={text.jobs} value={number(jobs)} />
        <Stat label={text.requesters} value={number(requesters)} />
        <Stat label={text.royalties} value={<Amount value={royalties} />} />
        <Stat label={text.earned} value={<Amount value={earned} />} note={text.earnedNote} />
        {access !== undefined && access.bought > 0 && (
          <Stat
            label={text.sales}
            value={<Amount value={access.paid} />}
            note={text.buyers(access.bought, number(access.bought))}
          />
        )}
      </Stats>
      <Chart
        title={text.days}
        kind="bars"
        rows={days}
        at={({ day }) => day.slice(5)}
        format={number}
        series={[{ label: text.runs, value: (day) => day.jobs }]}
      />
      {versions.length > 0 && (
        <section>
          <h3 className="mb-1 font-medium">{text.byVersion}</h3>
          <Table
            caption={text.byVersion}
            rows={versions}
            rowKey={({ slot }) => String(slot)}
            columns={[
              { key: "version", title: text.version, cell: (version) => number(version.number) },
              { key: "jobs", title: text.runs, numeric: true, cell: (version) => number(version.jobs) },
              { key: "royalties", title: text.royalties, numeric: true, cell: (one) => amount(one.royalties) },
              { key: "earned", title: text.earned, numeric: true, cell: (one) => amount(one.earned) },
            ]}
          />
        </section>
      )}
      {usage.speed.length > 0 && <Speed speed={usage.speed} />}
    </div>
  );
}
