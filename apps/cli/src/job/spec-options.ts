import type { Command } from "commander";
import { parseWhole } from "../context/amount.ts";

/** What `job submit` takes to describe the work. */
export interface SpecOptions {
  wasm?: string;
  model?: string;
  name?: string;
  arg: string[];
  env: string[];
  input: string[];
  fuel: string;
  memory: number;
  wall: number;
  outputBytes: number;
  minMemory?: number;
  region?: string;
}

const collect = (value: string, before: string[]) => [...before, value];

/** Adds the options that describe the work. */
export function specOptions(command: Command): Command {
  return command
    .option("--wasm <file>", "WASI program to run")
    .option("--model <namespace/name>", "published model to run on the inputs")
    .option("--name <text>", "name of the job, shown in lists")
    .option("--arg <text>", "argument of the program; may be given several times", collect, [])
    .option("-e, --env <NAME=value>", "environment variable; may be given several times", collect, [])
    .option("-i, --input <path=file>", "file that the job finds as /in/PATH; may be given several times", collect, [])
    .option("--fuel <units>", "most work that the run may do, about one unit for each instruction", "100000000000")
    .option("--memory <MiB>", "memory of the run", parseWhole("--memory", 1, 4096), 256)
    .option("--wall <seconds>", "a machine that needs longer has failed", parseWhole("--wall", 1, 86_400), 600)
    .option("--output-bytes <n>", "most bytes of output", parseWhole("--output-bytes", 0, 268_435_456), 16_777_216)
    .option(
      "--min-memory <MiB>",
      "only machines with at least this much memory",
      parseWhole("--min-memory", 1, 2 ** 32 - 1),
    )
    .option("--region <name>", "only machines in this region");
}
