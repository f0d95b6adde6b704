import type { ModelUsageDocument } from "@qubix/protocol";
import { Table } from "../../../design/table.tsx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";

const MIB = 1024 * 1024;

/** How fast a model runs, by class of machines. */
export function Speed({ speed }: { speed: ModelUsageDocument["speed"] }) {
  const { usage: text } = useText(modelsText);
  const { number, duration, bytes } = useFormat();
  const time = (ms: number | undefined) => (ms === undefined ? "–" : duration(ms));
  return (
    <section>
      <h3 className="font-medium">{text.speed}</h3>
      <p className="mb-1 text-sm text-muted">{text.speedNote}</p>
      <Table
        caption={text.speed}
        rows={speed}
        rowKey={({ hardware }) => hardware}
        columns={[
          { key: "hardware", title: text.hardware, cell: ({ hardware }) => (hardware === "any" ? text.any : hardware) },
          { key: "runs", title: text.measured, numeric: true, cell: ({ runs }) => number(runs) },
          { key: "half", title: text.half, numeric: true, cell: ({ wallMs }) => time(wallMs?.p50) },
          { key: "most", title: text.most, numeric: true, cell: ({ wallMs }) => time(wallMs?.p95) },
          {
            key: "memory",
            title: text.memory,
            numeric: true,
            cell: ({ memoryMiB }) => (memoryMiB === undefined ? "–" : bytes(memoryMiB.p50 * MIB)),
          },
        ]}
      />
    </section>
  );
}
