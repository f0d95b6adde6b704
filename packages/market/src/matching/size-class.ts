/** Units in which places are shared out among requesters: a run counts as at least one and at most an hour of them. */
const UNIT_MS = 10_000;
const MOST_UNITS = 360;

/** Up to how many milliseconds a run belongs to a class; the last takes the rest. */
const CLASS_MS = [10_000, 60_000, 600_000, 3_600_000];

/** What a run costs its requester's share: expected duration in units of ten seconds, from 1 to 360. */
export function shareCost(expectedMs: number): number {
  return Math.min(MOST_UNITS, Math.max(1, expectedMs / UNIT_MS));
}

/** Class by expected duration: 0 up to ten seconds, then a minute, ten minutes, an hour, and longer. */
export function sizeClass(expectedMs: number): number {
  const found = CLASS_MS.findIndex((most) => expectedMs <= most);
  return found === -1 ? CLASS_MS.length : found;
}

/**
 * Response ratio of a demand that has waited: 1 + waited / duration of its class. The highest goes first among one
 * requester's own, so that short ones pass long ones and long ones still come up.
 */
export function responseRatio(waitedMs: number, size: number): number {
  return 1 + Math.max(0, waitedMs) / (CLASS_MS[size] ?? 4 * CLASS_MS.at(-1)!);
}
