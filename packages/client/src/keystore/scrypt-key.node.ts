import { scrypt } from "node:crypto";
import type { ScryptCost } from "./scrypt-cost.ts";

/** A key of 32 bytes from a passphrase. */
export function scryptKey(passphrase: string, salt: Uint8Array, { n, r, p }: ScryptCost): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, 32, { N: n, r, p, maxmem: 256 * n * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
