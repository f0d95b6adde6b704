/** What the parent asks the child to run. */
export type RunRequest = {
  jobKey: string;
  program: string;
  /** Digest of the program, to recognise a module that is compiled already. */
  digest: string;
  inputs: { path: string; file: string }[];
  arguments: string[];
  environment: [string, string][];
  fuel: string;
  memoryMiB: number;
  outputBytes: number;
};

/** How it ended. The outputs come before it, in frames of their own. */
export type RunEnd = { outcome: string; exitCode: number; fuelUsed: string };

/** The input with this path is the program's standard input; it lies in /in like the others. */
export const STANDARD_INPUT = "stdin";
