import type { Command } from "commander";
import { accessCommands } from "./access.ts";
import { buyCommand } from "./buy.ts";
import { costCommands } from "./costs.ts";
import { inspectModelCommand } from "./inspect.ts";
import { publishCommands } from "./publish.ts";
import { pullCommand } from "./pull.ts";
import { readCommands } from "./read.ts";
import { versionCommands } from "./versions.ts";

/** `qubix model`: publish models for a royalty, find and fetch them, and say who may. */
export function modelCommands(program: Command): void {
  const model = program.command("model").description("Publish models for a royalty, find and fetch them, say who may.");
  publishCommands(model);
  costCommands(model);
  readCommands(model);
  versionCommands(model);
  pullCommand(model);
  accessCommands(model);
  buyCommand(model);
  inspectModelCommand(model);
}
