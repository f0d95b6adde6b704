import type { EstimateDocument, JobSpec } from "@qubix/protocol";
import { quantile } from "./quantile-sketch.ts";
import { mergeStatistics, type RunStatistics, scopesOf } from "./run-statistics.ts";

/** What one run is expected to use. */
export interface ExpectedRun {
  p50Ms: number;
  p95Ms: number;
  fuel: { p50: bigint; p95: bigint } | undefined;
  confidence: EstimateDocument["confidence"];
}

/** Past runs of a program from which they are believed, of a kind, and until they are believed well. */
const ENOUGH = 3;
const ENOUGH_OF_KIND = 20;
const MEDIUM = 10;
const HIGH = 50;

/**
 * What a run of this spec will use: as past runs of its program or model did; else the part of their limits that runs of
 * its kind took; else all that its limits allow. Never more than the limits.
 * @param statistics rows of the spec's scopes, in any order
 */
export function expectRun(spec: JobSpec, program: string, statistics: readonly RunStatistics[]): ExpectedRun {
  const [own, kind] = scopesOf({ program, kind: spec.kind }).map((scope) =>
    mergeStatistics(statistics.filter((row) => row.scope === scope)),
  );
  const limitMs = spec.limits.wallSeconds * 1000;
  const ofOwn = (fraction: number) => quantile(own!.sketches.wallMs ?? {}, fraction);
  if (own!.runs >= ENOUGH && ofOwn(0.5) !== undefined) {
    const level = own!.runs >= HIGH ? "high" : own!.runs >= MEDIUM ? "medium" : "low";
    return {
      ...durations(limitMs, ofOwn(0.5)!, ofOwn(0.95)!),
      fuel: fuelOf(spec, quantile(own!.sketches.fuel ?? {}, 0.5), quantile(own!.sketches.fuel ?? {}, 0.95)),
      confidence: { level, basis: "program", runs: own!.runs },
    };
  }
  const share = (fraction: number) => quantile(kind!.sketches.share ?? {}, fraction);
  if (kind!.runs >= ENOUGH_OF_KIND && share(0.5) !== undefined) {
    return {
      ...durations(limitMs, (limitMs * share(0.5)!) / 1000, (limitMs * share(0.95)!) / 1000),
      fuel: fuelOf(spec, undefined, undefined),
      confidence: { level: "low", basis: "kind", runs: kind!.runs },
    };
  }
  return {
    ...durations(limitMs, limitMs, limitMs),
    fuel: fuelOf(spec, undefined, undefined),
    confidence: { level: "none", basis: "limits", runs: 0 },
  };
}

function durations(limitMs: number, p50: number, p95: number): { p50Ms: number; p95Ms: number } {
  const within = (ms: number) => Math.max(1, Math.min(limitMs, Math.ceil(ms)));
  return { p50Ms: within(p50), p95Ms: within(Math.max(p50, p95)) };
}

/** Without past runs a program may burn all its fuel. */
function fuelOf(spec: JobSpec, p50: number | undefined, p95: number | undefined): ExpectedRun["fuel"] {
  if (spec.kind !== "wasm") return undefined;
  const limit = BigInt(spec.limits.fuel);
  const within = (fuel: number | undefined) => {
    const whole = fuel === undefined ? limit : BigInt(Math.ceil(fuel));
    return whole < limit ? whole : limit;
  };
  return { p50: within(p50), p95: within(p95 === undefined ? undefined : Math.max(p95, p50 ?? 0)) };
}
