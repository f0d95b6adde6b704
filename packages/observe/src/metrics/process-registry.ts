import { collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** A registry with what each process tells: build, CPU, memory, event loop lag and garbage collection. */
export function processRegistry(service: string, version: string): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "qubix_build_info",
    help: "1, with what is running.",
    labelNames: ["service", "version", "node"],
    registers: [registry],
  }).set({ service, version, node: process.versions.node }, 1);
  return registry;
}
