import { sha256 } from "@noble/hashes/sha2.js";
import { toHex } from "@qubix/qubic";
import type { Sha256 } from "./sha256.ts";

/** @see Sha256 */
export function newSha256(): Sha256 {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), hex: () => toHex(hash.digest()) };
}
