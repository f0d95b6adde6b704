/** Random bytes, fit for nonces and salts. */
export const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** A random whole number of at least `from` and less than `to`, for waits: not evenly enough for secrets. */
export function randomBetween(from: number, to: number): number {
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  return Math.floor(from + (drawn! / 2 ** 32) * (to - from));
}
