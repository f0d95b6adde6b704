import type { MachineDescription, StartPolicy } from "@qubix/protocol";
import { addValue, mergeSketches, type QuantileSketch } from "./quantile-sketch.ts";

/**
 * What is measured. Of runs: `share` is the part of its wall-clock limit that a run took, in thousandths. Of jobs by how
 * they start and are decided: milliseconds from their coming to their first run, ticks from creation to settlement.
 */
export const RUN_MEASURES = ["wallMs", "fuel", "memoryMiB", "share", "startMs", "settleTicks"] as const;
export type RunMeasure = (typeof RUN_MEASURES)[number];

/** What past runs of one scope needed on one class of hardware. */
export interface RunStatistics {
  /** `program:<digest>` (a model's manifest too), `kind:<kind>`, or `way:<start policy>:<single or quorum>`. */
  scope: string;
  /** Class of hardware, or `any`. */
  hardware: string;
  runs: number;
  sketches: Partial<Record<RunMeasure, QuantileSketch>>;
}

/** One run that was paid for. */
export interface RunSample {
  /** Digest of program or manifest. */
  program: string;
  kind: string;
  hardware: string;
  measures: Partial<Record<RunMeasure, number>>;
}

/** One job that was settled, seen from one of its runs. */
export interface WaySample {
  way: string;
  measures: Partial<Record<RunMeasure, number>>;
}

/** Scopes in which a run counts, the narrow one first. */
export function scopesOf({ program, kind }: Pick<RunSample, "program" | "kind">): [string, string] {
  return [`program:${program}`, `kind:${kind}`];
}

/** Scope of jobs that begin and are decided the same way. */
export function wayScope(start: StartPolicy, quorum: number): string {
  return `way:${start}:${quorum > 1 ? "quorum" : "single"}`;
}

/**
 * Class of a machine's hardware by its measured speed: powers of two of wasm instructions per microsecond. Durations
 * are compared within a class; fuel is the same everywhere.
 */
export function hardwareClass({ speed }: Pick<MachineDescription, "speed">): string {
  return speed === undefined || speed === 0 ? "any" : `speed-${2 ** Math.floor(Math.log2(speed))}`;
}

/** Statistics with one run more. */
export function learn(before: RunStatistics, { measures }: Pick<RunSample, "measures">): RunStatistics {
  const sketches = { ...before.sketches };
  for (const measure of RUN_MEASURES) {
    const value = measures[measure];
    if (value !== undefined && Number.isFinite(value) && value >= 0)
      sketches[measure] = addValue(sketches[measure] ?? {}, value);
  }
  return { ...before, runs: before.runs + 1, sketches };
}

/** Statistics of a scope over all given classes of hardware. */
export function mergeStatistics(all: readonly RunStatistics[]): Pick<RunStatistics, "runs" | "sketches"> {
  const sketches: RunStatistics["sketches"] = {};
  for (const one of all)
    for (const measure of RUN_MEASURES) {
      const sketch = one.sketches[measure];
      if (sketch) sketches[measure] = mergeSketches(sketches[measure] ?? {}, sketch);
    }
  return { runs: all.reduce((sum, { runs }) => sum + runs, 0), sketches };
}
