import { scryptAsync } from "@noble/hashes/scrypt.js";
import type { ScryptCost } from "./scrypt-cost.ts";

/** A key of 32 bytes from a passphrase. It takes some seconds, in slices, so that a page stays alive. */
export function scryptKey(passphrase: string, salt: Uint8Array, { n, r, p }: ScryptCost): Promise<Uint8Array> {
  return scryptAsync(passphrase, salt, { N: n, r, p, dkLen: 32, maxmem: 256 * n * r });
}
