import type { Command } from "commander";
import { parseWhole } from "../context/amount.ts";
import { collect } from "../context/option-parsers.ts";

/** What describes the work, beside what is to be run. */
export interface WorkOptions {
  name?: string;
  env: string[];
  input: string[];
  fuel: string;
  memory: number;
  wall: number;
  outputBytes: number;
  minMemory?: number;
  region?: string;
  private?: boolean;
}

/** What `job submit` takes to describe the work. */
export interface SpecOptions extends WorkOptions {
  wasm?: string;
  model?: string;
  arg: string[];
}

/** Limits of a run where nobody says otherwise. */
export const DEFAULT_LIMITS = {
  fuel: "100000000000",
  memoryMiB: 256,
  wallSeconds: 600,
  outputBytes: 16_777_216,
} as const;

/** Adds the options that say what to run, and those that describe the work. */
export function specOptions(command: Command): Command {
  command
    .option("--wasm <file>", "WASI program to run")
    .option("--model <namespace/name>", "published model to run on the inputs")
    .option("--arg <text>", "argument of the program; may be given several times", collect, []);
  return workOptions(command, "file that the job finds as /in/PATH; may be given several times");
}

/** Adds the options that describe the work. */
export function workOptions(command: Command, inputHelp: string): Command {
  const { fuel, memoryMiB, wallSeconds, outputBytes } = DEFAULT_LIMITS;
  return command
    .option("--name <text>", "name of the job, shown in lists")
    .option("-i, --input <path=file>", inputHelp, collect, [])
    .option("-e, --env <NAME=value>", "environment variable; may be given several times", collect, [])
    .option("--fuel <units>", "most work that the run may do, about one unit for each instruction", fuel)
    .option("--memory <MiB>", "memory of the run", parseWhole("--memory", 1, 4096), memoryMiB)
    .option("--wall <seconds>", "a machine that needs longer has failed", parseWhole("--wall", 1, 86_400), wallSeconds)
    .option("--output-bytes <n>", "most bytes of output", parseWhole("--output-bytes", 0, 268_435_456), outputBytes)
    .option(
      "--min-memory <MiB>",
      "only machines with at least this much memory",
      parseWhole("--min-memory", 1, 2 ** 32 - 1),
    )
    .option("--region <name>", "only machines in this region")
    .option("--private", "shown by the hub to you, the providers that run it and the hub's operator only");
}
