import type { Command } from "commander";
import { actCommands } from "./act.ts";
import { downloadCommand } from "./download.ts";
import { estimateCommand } from "./estimate.ts";
import { logsCommand } from "./logs.ts";
import { readCommands } from "./read.ts";
import { rerunCommand } from "./rerun.ts";
import { submitCommand } from "./submit.ts";
import { templateCommand } from "./template.ts";
import { topUpCommand } from "./top-up.ts";
import { validateCommand } from "./validate.ts";
import { verifyReceiptCommand } from "./verify-receipt.ts";
import { waitCommand } from "./wait.ts";
import { watchCommand } from "./watch.ts";

/** `qubix job`: submit work, follow it, fetch and check what comes back. */
export function jobCommands(program: Command): void {
  const job = program.command("job").description("Submit work, follow it, fetch and check what comes back.");
  submitCommand(job);
  estimateCommand(job);
  validateCommand(job);
  templateCommand(job);
  readCommands(job);
  logsCommand(job);
  waitCommand(job);
  watchCommand(job);
  actCommands(job);
  topUpCommand(job);
  rerunCommand(job);
  downloadCommand(job);
  verifyReceiptCommand(job);
}
