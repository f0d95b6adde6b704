import type { Random } from "@qubix/market";

const FIRST_MS = 5_000;
const FACTOR = 4;
const LONGEST_MS = 8 * 3_600_000;
const JITTER = 0.2;

/** Failures in a row after which an endpoint is only probed, one delivery at a time. */
export const CIRCUIT_FAILURES = 5;
const CIRCUIT_FIRST_MS = 10_000;
const CIRCUIT_LONGEST_MS = 600_000;

/** Milliseconds until a delivery is tried again: 5 s, 20 s, 80 s … 8 h, so that about ten tries fill a day. */
export function retryDelay(tries: number, random: Random): number {
  return jittered(Math.min(FIRST_MS * FACTOR ** (tries - 1), LONGEST_MS), random);
}

/** Milliseconds for which an endpoint is left alone after so many failures in a row; 0 while its circuit is closed. */
export function circuitDelay(failures: number, random: Random): number {
  if (failures < CIRCUIT_FAILURES) return 0;
  return jittered(
    Math.min(CIRCUIT_FIRST_MS * 2 ** Math.min(failures - CIRCUIT_FAILURES, 20), CIRCUIT_LONGEST_MS),
    random,
  );
}

function jittered(ms: number, random: Random): number {
  return Math.round(ms * (1 - JITTER + 2 * JITTER * random.fraction()));
}
