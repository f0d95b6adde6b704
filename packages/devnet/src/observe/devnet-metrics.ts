import { Counter, Gauge, Histogram, QUICK_SECONDS, type Registry } from "@qubix/observe";
import type { DevnetInfo } from "../devnet.ts";
import type { DevnetWatcher } from "../devnet-options.ts";

/** What a local network counts. */
export function createDevnetMetrics(registry: Registry): DevnetWatcher & { info(info: DevnetInfo): void } {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const ticks = new Counter({ name: "qubix_devnet_ticks_total", help: "Ticks made by this process.", registers });
  const tickSeconds = new Histogram({
    name: "qubix_devnet_tick_seconds",
    help: "Time to make a tick: execute, sign, list, write down.",
    buckets: QUICK_SECONDS,
    registers,
  });
  const calls = new Histogram({
    name: "qubix_devnet_contract_call_seconds",
    help: "Time of outermost calls of the contract: procedure, transfer, system.",
    labelNames: ["kind"],
    buckets: QUICK_SECONDS,
    registers,
  });
  const tick = gauge("qubix_devnet_tick", "Current tick.");
  const epoch = gauge("qubix_devnet_epoch", "Current epoch.");
  const pool = gauge("qubix_devnet_pool_transactions", "Transactions waiting for their tick.");
  const reserve = gauge("qubix_devnet_contract_fee_reserve_qu", "The contract's execution fee reserve.");
  const pending = gauge("qubix_devnet_oc_pending", "Invocations that wait for their signatures.");
  const halted = gauge("qubix_devnet_halted", "1 when the chain stands still.");
  const machines = gauge("qubix_devnet_oc_machines_connected", "OC machines that are connected.");
  return {
    ticked(seconds) {
      ticks.inc();
      tickSeconds.observe(seconds);
    },
    called: (kind, seconds) => calls.observe({ kind }, seconds),
    info(info) {
      tick.set(info.tick);
      epoch.set(info.epoch);
      pool.set(info.pooledTransactions);
      reserve.set(Number(info.feeReserve ?? 0));
      pending.set(info.oc.pending);
      halted.set(info.halted === null ? 0 : 1);
      machines.set(info.ocMachines.filter(({ connected }) => connected).length);
    },
  };
}
