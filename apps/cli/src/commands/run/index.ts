import type { Command } from "commander";
import { runModelCommand } from "./model.ts";
import { runWasmCommand } from "./wasm.ts";

/** `qubix run`: the short way from a program or a model to its result. */
export function runCommands(program: Command): void {
  const run = program
    .command("run")
    .description("Run a program or a model on somebody's machine and fetch its result.");
  runWasmCommand(run);
  runModelCommand(run);
}
