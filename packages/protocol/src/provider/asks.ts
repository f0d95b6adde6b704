import { z } from "zod";
import type { JobSpec } from "../job/job-spec.ts";
import { BlobDigest } from "../schema/primitives.ts";

/** The most that an ask, or a run by its asks, can cost: all of QU there will ever be is below. */
export const MAX_ASK = 1_000_000_000_000_000n;
/** Programs and models with a price of their own on one machine. */
export const MAX_ASK_MODELS = 64;

/** QU as a decimal string, at most 10^15. */
const Ask = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,15})$/, { error: "whole QU without sign or leading zeros", abort: true })
  .refine((text) => BigInt(text) <= MAX_ASK, `at most ${MAX_ASK}`);

/**
 * What a machine asks for its work, in QU; what is missing costs nothing. `runPrice` is the formula. The provider's
 * minimum price on the chain holds beside it.
 */
export const MachineAsks = z.strictObject({
  perRun: Ask.optional().describe("For each run, whatever it does."),
  perCoreSecond: Ask.optional().describe("For each second in which a run holds one core (a run holds exactly one)."),
  perGiBSecond: Ask.optional().describe("For each second and GiB of the memory that the spec's limits set aside."),
  perGigaFuel: Ask.optional().describe(
    "For each 10^9 units of fuel that a `wasm` run burns; unlike seconds, every replica counts the same.",
  ),
  models: z
    .record(BlobDigest, Ask)
    .refine((models) => Object.keys(models).length <= MAX_ASK_MODELS, `at most ${MAX_ASK_MODELS} of them`)
    .optional()
    .describe("In place of `perRun`, by digest of a model's manifest or of a program."),
});
export type MachineAsks = z.infer<typeof MachineAsks>;

/** What a run uses, or may use. */
export interface RunUsage {
  /** Milliseconds of wall clock, whole and never negative. */
  wallMs: number;
  /** Units of fuel; counts for `wasm` alone. */
  fuel?: bigint | undefined;
}

/** The parts of a spec that its price depends on. */
export type PricedSpec = Pick<JobSpec, "limits"> &
  ({ kind: "wasm"; program: { digest: string } } | { kind: "onnx"; model: { manifest: string } });

/** Digest by which a run's program or model has its own price: a wasm's own, a model's manifest. */
export function programDigest(spec: PricedSpec): string {
  return spec.kind === "wasm" ? spec.program.digest : spec.model.manifest;
}

/** Everything that the spec lets a run use: what a fixed price is for, and where a metered one ends. */
export function usageAtLimits({ limits, kind }: PricedSpec): RunUsage {
  return { wallMs: limits.wallSeconds * 1000, ...(kind === "wasm" ? { fuel: BigInt(limits.fuel) } : {}) };
}

/** Milliseconds per second × MiB per GiB × fuel per gigafuel: the one denominator, so that rounding happens once. */
const DENOMINATOR = 1_000n * 1_024n * 1_000_000_000n;

/**
 * The price of a run in QU, by a machine's asks:
 *
 *     perRun (or the model's own) + seconds × (perCoreSecond + GiB × perGiBSecond) + gigafuel × perGigaFuel
 *
 * in whole numbers, rounded up once at the end, at most MAX_ASK. GiB is what the spec's limits set aside.
 */
export function runPrice(asks: MachineAsks, spec: PricedSpec, usage: RunUsage): bigint {
  const base = asks.models?.[programDigest(spec)] ?? asks.perRun ?? "0";
  const wallMs = BigInt(usage.wallMs);
  const core = qu(asks.perCoreSecond) * wallMs * 1_024n * 1_000_000_000n;
  const memory = qu(asks.perGiBSecond) * wallMs * BigInt(spec.limits.memoryMiB) * 1_000_000_000n;
  const fuel = spec.kind === "wasm" ? qu(asks.perGigaFuel) * (usage.fuel ?? 0n) * 1_000n * 1_024n : 0n;
  const price = BigInt(base) + (core + memory + fuel + DENOMINATOR - 1n) / DENOMINATOR;
  return price < MAX_ASK ? price : MAX_ASK;
}

function qu(ask: string | undefined): bigint {
  return BigInt(ask ?? "0");
}
