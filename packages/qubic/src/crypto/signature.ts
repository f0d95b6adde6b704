import { checkSize } from "./check-size.ts";
import { fourq, type SignedDigest } from "./fourq.ts";
import type { KeyPair } from "./key-pair.ts";

export type { SignedDigest } from "./fourq.ts";

/**
 * The SchnorrQ signature (64 bytes) over a 32-byte digest. The same input always gives the same signature. Its code has no
 * branch and no address that depends on the secret, but what the JavaScript engine makes of it isn't ours to promise, and
 * copies of the subseed in JavaScript's memory can't be wiped.
 */
export function sign(keyPair: Pick<KeyPair, "publicKey" | "subseed">, digest: Uint8Array): Uint8Array {
  checkSize("public key", keyPair.publicKey, 32);
  checkSize("subseed", keyPair.subseed, 32);
  checkSize("digest", digest, 32);
  return fourq.sign(keyPair.subseed, keyPair.publicKey, digest);
}

/**
 * Whether `signature` is the key holder's over `digest`. Anything malformed is false, never an exception: a wrong size, a
 * set bit 127 in key or R, S not below the curve order, a coordinate of the key not below the prime, a key that is not on
 * the curve or is of small order. The network's nodes decide the same, except for a key with a coordinate equal to the
 * prime, for which nobody can sign.
 */
export function verify(publicKey: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
  return fourq.verifyMany([{ publicKey, digest, signature }])[0]!;
}

/** `verify` of many, each checked by itself. Takes about half the time of one by one. */
export function verifyMany(items: readonly SignedDigest[]): boolean[] {
  return fourq.verifyMany(items);
}
