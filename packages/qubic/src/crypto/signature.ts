import { checkSize } from "./check-size.ts";
import { fourq } from "./fourq.ts";
import type { KeyPair } from "./key-pair.ts";

/** One signature to verify: 32-byte public key, 32-byte digest, 64-byte signature. */
export type SignedDigest = {
  readonly publicKey: Uint8Array;
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
};

/** The SchnorrQ signature (64 bytes) over a 32-byte digest. The same input always gives the same signature. */
export function sign(keyPair: KeyPair, digest: Uint8Array): Uint8Array {
  checkSize("public key", keyPair.publicKey, 32);
  checkSize("subseed", keyPair.subseed, 32);
  checkSize("digest", digest, 32);
  return fourq.sign(keyPair.subseed, keyPair.publicKey, digest);
}

/**
 * Whether `signature` is the key holder's over `digest`. Anything malformed is false, never an exception: a wrong
 * size, a set bit 127 in key or R, S not below the curve order, a coordinate not below the prime, a key that is not
 * on the curve or is of small order.
 */
export function verify(publicKey: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
  return fourq.verifyMany([{ publicKey, digest, signature }])[0]!;
}

/** `verify` for many at once, each checked by itself; about twice as fast per signature as one by one. */
export function verifyMany(items: readonly SignedDigest[]): boolean[] {
  return fourq.verifyMany(items);
}
