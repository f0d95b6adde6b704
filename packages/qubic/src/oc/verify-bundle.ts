import { verifyMany } from "../crypto/signature.ts";
import { type ComputorList, NUMBER_OF_COMPUTORS, QUORUM } from "../wire/computors.ts";
import { authorizationDigest } from "./authorization-digest.ts";
import { MAX_OC_REQUEST_SIZE, type OcInvocation } from "./invocation.ts";

export type BundleProblem =
  | "request too long"
  | "not 451 signatures"
  | "computors of another epoch"
  | "no such computor"
  | "a computor signed twice"
  | "invalid signature";

export type BundleVerdict = { ok: true; verified: number } | { ok: false; reason: BundleProblem };

/**
 * Whether a bundle proves that 451 distinct computors of its epoch authorized its request. The list must have been
 * verified. Cheap checks come first: signatures are only looked at when everything else is right.
 */
export function verifyBundle(
  bundle: OcInvocation,
  computors: Pick<ComputorList, "epoch" | "publicKeys">,
): BundleVerdict {
  if (bundle.request.length > MAX_OC_REQUEST_SIZE) return { ok: false, reason: "request too long" };
  if (bundle.signers.length !== QUORUM) return { ok: false, reason: "not 451 signatures" };
  if (bundle.epoch !== computors.epoch) return { ok: false, reason: "computors of another epoch" };
  const seen = new Uint8Array(NUMBER_OF_COMPUTORS);
  for (const { computorIndex } of bundle.signers) {
    if (computorIndex >= NUMBER_OF_COMPUTORS) return { ok: false, reason: "no such computor" };
    if (seen[computorIndex]) return { ok: false, reason: "a computor signed twice" };
    seen[computorIndex] = 1;
  }
  const digest = authorizationDigest(bundle.epoch, bundle.interfaceIndex, bundle.invocationId, bundle.request);
  const valid = verifyMany(
    bundle.signers.map(({ computorIndex, signature }) => ({
      publicKey: computors.publicKeys[computorIndex]!,
      digest,
      signature,
    })),
  );
  return valid.every(Boolean) ? { ok: true, verified: QUORUM } : { ok: false, reason: "invalid signature" };
}
