import { readFileSync } from "node:fs";
import { checkModule, ModuleError } from "@qubix/client/wasm";
import { CliError } from "../output/cli-error.ts";

/** What every agent would refuse is refused here, before anything is paid. @throws CliError INVALID_MODULE */
export function checkProgram(file: string): void {
  try {
    checkModule(new Uint8Array(readFileSync(file)));
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    const hint =
      "Build a WASI preview 1 command, for example with clang --target=wasm32-wasip1; docs/executors.md says more.";
    throw new CliError("INVALID_MODULE", `${file} can't be run: ${error.message}.`, hint);
  }
}
