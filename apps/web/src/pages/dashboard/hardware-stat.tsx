import { Stat } from "../../design/stat.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { hardwareOf } from "./hardware.ts";
import { dashboardText } from "./text.ts";

const MIB = 1024 * 1024;

/** What the machines that are online have together; with more than 200 of them, the first 200. */
export function HardwareStat() {
  const { glance } = useText(dashboardText);
  const { number, bytes } = useFormat();
  const { data } = useRoute("listMachines", { query: { online: true, limit: 200 } }, { every: 30_000 });
  const hardware = data && hardwareOf(data.items);
  const more = data?.cursor !== undefined ? "≥ " : "";
  return (
    <Stat
      label={glance.hardware}
      value={hardware ? more + glance.cores(hardware.cores, number(hardware.cores)) : glance.none}
      note={hardware && more + glance.memory(bytes(hardware.memoryMiB * MIB))}
    />
  );
}
