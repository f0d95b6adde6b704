import { QubicError } from "../errors.ts";

/** Throws INVALID_SIZE unless `bytes` is a Uint8Array of exactly `size` bytes. */
export function checkSize(name: string, bytes: Uint8Array, size: number): void {
  if (!(bytes instanceof Uint8Array) || bytes.length !== size) {
    const actual = bytes instanceof Uint8Array ? bytes.length : typeof bytes;
    throw new QubicError("INVALID_SIZE", `${name} must be ${size} bytes`, { name, expected: size, actual });
  }
}
