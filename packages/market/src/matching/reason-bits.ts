import { MATCH_REASONS, type MatchReason } from "@qubix/protocol";

/** One bit per reason, in the order of MATCH_REASONS: the lowest bit set is the reason that counts. */
export const REASON_BIT = Object.fromEntries(MATCH_REASONS.map((reason, i) => [reason, 1 << i])) as Record<
  MatchReason,
  number
>;

/** Reasons that pass by themselves when runs end: a demand that meets no others can wait for the offer. */
export const BUSY_BITS =
  REASON_BIT["stake-exhausted"] |
  REASON_BIT["capacity-reached"] |
  REASON_BIT["no-free-slot"] |
  REASON_BIT["memory-taken"] |
  REASON_BIT.reserved;

/** Names of the bits set, most basic first. */
export function reasonsOf(bits: number): MatchReason[] {
  return MATCH_REASONS.filter((reason) => (bits & REASON_BIT[reason]) !== 0);
}

/** How many bits are set. */
export function bitCount(bits: number): number {
  let v = bits - ((bits >>> 1) & 0x5555_5555);
  v = (v & 0x3333_3333) + ((v >>> 2) & 0x3333_3333);
  return (((v + (v >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
}
