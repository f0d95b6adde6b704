import type { AttemptMetrics, JobKind, JobSpec, Outcome } from "@qubix/protocol";

/** One run to do. Everything has been fetched and checked against its digest. */
export interface ExecutionTask {
  /** 64 hex digits; seeds what stands in for randomness. */
  jobKey: string;
  spec: JobSpec;
  /** File of the WebAssembly module, or of the model. */
  program: string;
  /** Files by the paths of `spec.inputs`. */
  inputs: ReadonlyMap<string, string>;
}

/** How a run ended, by its own doing: the same on every honest machine. */
export interface ExecutionResult {
  outcome: Outcome;
  /** The program's exit code; 0 unless the outcome is `exit`. */
  exitCode: number;
  outputs: { path: string; bytes: Uint8Array }[];
  /** 0 where the executor does not meter. */
  fuelUsed: bigint;
}

/** Holds a run up, its wall clock too, and lets it go on. */
export interface RunControls {
  pause(): void;
  resume(): void;
}

/** Where a run tells what it is doing. */
export interface ExecutionHooks {
  log(stream: "stdout" | "stderr", bytes: Uint8Array): void;
  /** From 0 to 1. */
  progress(fraction: number): void;
  metrics(metrics: AttemptMetrics): void;
  /** The run has begun; it can be held up by these until it ends. */
  started?(controls: RunControls): void;
}

/** Runs jobs of one kind. Everything that lies with the program is a result; everything that lies with the machine
 * (time, memory, a killed child, the signal) throws ExecutionFailure and is never reported as a result. */
export interface Executor {
  readonly kind: JobKind;
  run(task: ExecutionTask, hooks: ExecutionHooks, signal: AbortSignal): Promise<ExecutionResult>;
  /** Ends idle children. */
  close(): Promise<void>;
}
