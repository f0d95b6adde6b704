import { x25519 } from "@noble/curves/ed25519.js";
import { randomBytes } from "@noble/hashes/utils.js";
import { concatBytes } from "../encoding/bytes.ts";
import { k12 } from "../encoding/hashes.ts";

export interface SealKeyPair {
  publicKey: Uint8Array;
  secretKey: Uint8Array;
}

/** A fresh X25519 key pair. */
export function createSealKeyPair(): SealKeyPair {
  return sealKeyPairFromSecret(randomBytes(32));
}

/** The X25519 key pair that belongs to a secret of 32 bytes. */
export function sealKeyPairFromSecret(secretKey: Uint8Array): SealKeyPair {
  return { secretKey, publicKey: x25519.getPublicKey(secretKey) };
}

/**
 * The requester's sealing key derived from its Qubic subseed, so that whoever holds the seed can always open results:
 * secret = K12("qubix-seal-v1" ‖ subseed).
 */
export function deriveSealKeyPair(subseed: Uint8Array): SealKeyPair {
  return sealKeyPairFromSecret(k12(concatBytes(new TextEncoder().encode("qubix-seal-v1"), subseed)));
}
