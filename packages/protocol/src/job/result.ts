import { z } from "zod";
import { canonicalJson, compareUtf16 } from "../encoding/canonical-json.ts";
import { k12 } from "../encoding/hashes.ts";
import { toHex } from "../encoding/hex.ts";
import { BlobDigest, RelativePath } from "../schema/primitives.ts";

/**
 * How a run ended. All of these are results: committed and paid, since the work was done.
 * `exit` is a program's own exit with a code other than 0; a wall-clock stop is the provider's failure, never a result.
 * `budget` is the end of a metered single run that had used all that the requester would pay for; it has no outputs.
 */
export const OUTCOMES = [
  "ok",
  "trap",
  "out-of-fuel",
  "out-of-memory",
  "call-depth",
  "bad-input",
  "exit",
  "budget",
] as const;
export const Outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof Outcome>;

export const ResultOutput = z.strictObject({ path: RelativePath, size: z.int().min(0), digest: BlobDigest });
export type ResultOutput = z.infer<typeof ResultOutput>;

/** What replicas must agree on: no logs, no times. Outputs are sorted by path (UTF-16 code units), each once. */
export const Result = z.strictObject({
  outcome: Outcome,
  exitCode: z.int().min(-0x8000_0000).max(0xffff_ffff),
  outputs: z.array(ResultOutput).max(4096).refine(isSorted, "sorted by path, each path once"),
});
export type Result = z.infer<typeof Result>;

/** Makes a result from outputs in any order. */
export function makeResult(outcome: Outcome, exitCode: number, outputs: ResultOutput[]): Result {
  return Result.parse({ outcome, exitCode, outputs: outputs.toSorted((a, b) => compareUtf16(a.path, b.path)) });
}

/** K12 of the result's canonical JSON, hex: what is committed on the chain. */
export function resultDigest(result: Result): string {
  return toHex(k12(new TextEncoder().encode(canonicalJson(Result.parse(result)))));
}

function isSorted(outputs: { path: string }[]): boolean {
  return outputs.every((output, i) => i === 0 || outputs[i - 1]!.path < output.path);
}
