import type { Command } from "commander";
import { tickCommands } from "./tick.ts";
import { transactionCommands } from "./tx.ts";

/** `qubix tick|tx`: the chain as the hub's node tells it. */
export function exploreCommands(program: Command): void {
  tickCommands(program);
  transactionCommands(program);
}
