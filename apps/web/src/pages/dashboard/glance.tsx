import type { NetworkStatistics, Statistics } from "@qubix/protocol";
import { Amount } from "../../design/amount.tsx";
import { Card } from "../../design/card.tsx";
import { Skeleton } from "../../design/skeleton.tsx";
import { Stat, Stats } from "../../design/stat.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { useNetworkPulse } from "../../hub/network-provider.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { HardwareStat } from "./hardware-stat.tsx";
import { dashboardText } from "./text.ts";
import { underWay } from "./under-way.ts";

/** The network in a few figures. */
export function Glance() {
  const { glance } = useText(dashboardText);
  const network = useRoute("getNetworkStatistics", {}, { refresh: "jobs", every: 30_000 });
  const today = useRoute("getStatistics", {}, { refresh: "jobs", every: 60_000 });
  return (
    <Card title={glance.title}>
      <Loaded read={network} skeleton={<Skeleton lines={8} />}>
        {(all) => (
          <Loaded read={today} skeleton={<Skeleton lines={8} />}>
            {(hub) => <Figures network={all} today={hub} />}
          </Loaded>
        )}
      </Loaded>
    </Card>
  );
}

function Figures({ network, today }: { network: NetworkStatistics; today: Statistics }) {
  const { glance } = useText(dashboardText);
  const { number, percent, duration } = useFormat();
  const pulse = useNetworkPulse();
  const { running, waiting } = underWay(today.now.jobs);
  const { successRate, matchMs, settleMs, settled } = today.jobs;
  const { totals, machines } = network;
  const time = (ms: number | undefined) => (ms === undefined ? glance.none : duration(ms));
  return (
    <Stats>
      <Stat label={glance.running} value={number(running)} note={waiting > 0 && glance.waiting(number(waiting))} />
      <Stat label={glance.settled} value={number(today.now.jobs.settled ?? 0)} note={glance.lastDay(number(settled))} />
      <Stat
        label={glance.success}
        value={successRate === undefined ? glance.none : percent(successRate)}
        note={glance.successNote}
      />
      <Stat
        label={glance.tick}
        value={number(pulse.tick ?? network.tick)}
        note={network.halted ? glance.halted : glance.epoch(number(pulse.epoch ?? network.epoch))}
      />
      <Stat label={glance.match} value={time(matchMs.p50)} note={glance.half} />
      <Stat label={glance.settle} value={time(settleMs.p50)} note={glance.half} />
      <Stat
        label={glance.machines}
        value={number(machines.online)}
        note={glance.ofProviders(network.providers, number(network.providers))}
      />
      <Stat label={glance.free} value={number(machines.freeSlots)} note={glance.ofPlaces(number(machines.slots))} />
      <HardwareStat />
      <Stat label={glance.models} value={number(network.models)} note={glance.modelsNote} />
      <Stat label={glance.locked} value={<Amount value={totals.escrow} />} note={glance.lockedNote} />
      <Stat label={glance.paid} value={<Amount value={totals.paid} />} note={glance.ever} />
      <Stat label={glance.royalties} value={<Amount value={totals.royalties} />} note={glance.ever} />
      <Stat label={glance.burned} value={<Amount value={totals.burned} />} note={glance.ever} />
    </Stats>
  );
}
