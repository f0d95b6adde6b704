import type { Command } from "commander";
import { actCommands } from "./act.ts";
import { downloadCommand } from "./download.ts";
import { logsCommand } from "./logs.ts";
import { readCommands } from "./read.ts";
import { submitCommand } from "./submit.ts";
import { verifyReceiptCommand } from "./verify-receipt.ts";
import { waitCommand } from "./wait.ts";

/** `qubix job`: submit work, follow it, fetch and check what comes back. */
export function jobCommands(program: Command): void {
  const job = program.command("job").description("Submit work, follow it, fetch and check what comes back.");
  submitCommand(job);
  readCommands(job);
  logsCommand(job);
  waitCommand(job);
  actCommands(job);
  downloadCommand(job);
  verifyReceiptCommand(job);
}
