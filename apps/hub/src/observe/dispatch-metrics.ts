import { Counter, Gauge, type Registry } from "@qubix/observe";

/** Transactions on their way to the chain. */
export function dispatchMetrics(registry: Registry) {
  const registers = [registry];
  const open = new Gauge({
    name: "qubix_dispatch_intents_open",
    help: "Transactions wanted that are not concluded, by procedure; told by the process that leads dispatch.",
    labelNames: ["procedure"],
    registers,
  });
  const closed = new Counter({
    name: "qubix_dispatch_intents_closed_total",
    help: "Transactions concluded, by outcome: done, refused by the contract, or abandoned.",
    labelNames: ["procedure", "outcome"],
    registers,
  });
  const versions = new Counter({
    name: "qubix_dispatch_transactions_total",
    help: "What became of signed transactions: sent, included, absent from their tick, unknown.",
    labelNames: ["outcome"],
    registers,
  });
  const errors = new Counter({
    name: "qubix_dispatch_errors_total",
    help: "Tries to bring a transaction forward that failed and are made again.",
    registers,
  });
  return {
    /** @param procedures of all open ones */
    open(procedures: readonly string[]) {
      open.reset();
      for (const procedure of procedures) open.inc({ procedure });
    },
    closed: (procedure: string, outcome: string) => closed.inc({ procedure, outcome }),
    moved: (outcome: string) => versions.inc({ outcome }),
    failed: () => errors.inc(),
  };
}
