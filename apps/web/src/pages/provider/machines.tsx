import type { MachineDocument } from "@qubix/protocol";
import { Badge } from "../../design/badge.tsx";
import { Card } from "../../design/card.tsx";
import { Empty } from "../../design/empty.tsx";
import { More } from "../../design/more.tsx";
import { Table } from "../../design/table.tsx";
import { Time } from "../../design/time.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { providerText } from "./text.ts";

/** The machines that work for a provider through this hub, with their load. */
export function Machines({ provider }: { provider: number }) {
  const text = useText(providerText);
  const { amount, bytes, number, percent } = useFormat();
  const pages = usePages("listMachines", { query: { provider } }, { every: 5_000 });
  const columns = [
    { key: "id", title: text.machine, cell: ({ id }: MachineDocument) => <span className="font-mono">{id}</span> },
    {
      key: "hardware",
      title: text.hardware,
      cell: (one: MachineDocument) =>
        [text.cores(one.cores), bytes(one.memoryMiB * 2 ** 20), one.kinds.join(", ")].join(" · "),
    },
    {
      key: "slots",
      title: text.slots,
      numeric: true,
      cell: (one: MachineDocument) => `${number(one.freeSlots)} / ${number(one.slots)}`,
    },
    {
      key: "load",
      title: text.load,
      cell: ({ load, memoryMiB }: MachineDocument) =>
        load && text.loadOf(percent(load.cpu), percent(Math.min(1, load.memoryMiB / memoryMiB))),
    },
    {
      key: "asks",
      title: text.asks,
      cell: ({ asks }: MachineDocument) => (asks?.perRun ? text.perRun(amount(asks.perRun)) : text.least),
    },
    {
      key: "state",
      title: text.state,
      cell: ({ online }: MachineDocument) => (
        <Badge tone={online ? "good" : "neutral"}>{online ? text.online : text.away}</Badge>
      ),
    },
    { key: "seen", title: text.seen, cell: ({ lastSeen }: MachineDocument) => <Time ms={lastSeen} /> },
  ];
  return (
    <Card title={text.machines}>
      <LoadedList pages={pages} empty={<Empty title={text.noMachines} />}>
        {(machines) => <Table caption={text.machines} columns={columns} rows={machines} rowKey={({ id }) => id} />}
      </LoadedList>
      <More pages={pages} />
    </Card>
  );
}
