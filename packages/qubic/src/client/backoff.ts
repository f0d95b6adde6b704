/**
 * Milliseconds to wait before the attempt after `failures` failed ones: doubling from 50 ms to 5 s, and spread by half,
 * so that many clients of a node that restarts don't all come back at once.
 */
export function backoffDelay(failures: number): number {
  const full = Math.min(50 * 2 ** Math.min(failures, 10), 5_000);
  const spread = crypto.getRandomValues(new Uint16Array(1))[0]! / 0x10000;
  return full * (0.5 + spread / 2);
}
