import { Counter, Gauge, type Registry } from "@qubix/observe";
import type { Intake } from "../bundle-intake.ts";
import type { OcMachineStatus } from "../start-oc-machine.ts";

/** What an OC machine tells; read from its status right before each answer. */
export function createOcMachineMetrics(registry: Registry): (status: OcMachineStatus) => void {
  const registers = [registry];
  const bundles = new Counter({
    name: "qubix_oc_bundles_total",
    help: "Bundles received, by what became of them: verified, duplicate, refused, unknown-epoch, busy.",
    labelNames: ["outcome"],
    registers,
  });
  const nodes = new Gauge({ name: "qubix_oc_nodes", help: "Connected nodes.", registers });
  const subscribers = new Gauge({ name: "qubix_oc_subscribers", help: "Hubs that listen.", registers });
  return (status) => {
    bundles.reset();
    for (const [outcome, count] of Object.entries(status.bundles) as [Intake, number][])
      bundles.inc({ outcome }, count);
    nodes.set(status.nodes);
    subscribers.set(status.subscribers);
  };
}
