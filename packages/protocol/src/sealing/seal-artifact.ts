import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { randomBytes } from "@noble/hashes/utils.js";
import { concatBytes, u32le } from "../encoding/bytes.ts";
import { k12 } from "../encoding/hashes.ts";
import { pad } from "./padding.ts";
import { packResult, type ResultBundle } from "./result-bundle.ts";
import { createSealKeyPair } from "./seal-key.ts";
import { type AttemptContext, logKeyOf, maskKey, maskOf, sharedSecret } from "./shared-keys.ts";

export const SEAL_MAGIC = new TextEncoder().encode("QBXS1");
export const SEAL_HEADER_BYTES = 5 + 32;
export const SEAL_NONCE_BYTES = 24;
const BLOCK = 4096;

/** The keys of one attempt on the agent's side. `maskedKey` is revealed on the chain, the rest never leaves. */
export interface AttemptSeal extends AttemptContext {
  /** The attempt's own X25519 public key; it heads the artifact and goes along with log chunks. */
  ephemeral: Uint8Array;
  contentKey: Uint8Array;
  maskedKey: Uint8Array;
  logKey: Uint8Array;
}

/** X25519 between a fresh key pair and a public key. @throws for keys of small order */
export type KeyExchange = (publicKey: Uint8Array) => { ephemeral: Uint8Array; shared: Uint8Array };

const portableExchange: KeyExchange = (publicKey) => {
  const { publicKey: ephemeral, secretKey } = createSealKeyPair();
  return { ephemeral, shared: sharedSecret(secretKey, publicKey) };
};

/**
 * New keys for an attempt. @param sealKey the requester's X25519 public key, from the spec
 * @param exchange where the platform has a quicker one
 */
export function createAttemptSeal(
  sealKey: Uint8Array,
  context: AttemptContext,
  exchange: KeyExchange = portableExchange,
): AttemptSeal {
  const { ephemeral, shared } = exchange(sealKey);
  const contentKey = randomBytes(32);
  return {
    ...context,
    ephemeral,
    contentKey,
    maskedKey: maskKey(contentKey, maskOf(shared, context)),
    logKey: logKeyOf(shared, context),
  };
}

/**
 * "QBXS1" ‖ ephemeral public key 32 ‖ nonce 24 ‖ XChaCha20-Poly1305(content key) of the padded bundle.
 * What is authenticated along: magic ‖ ephemeral ‖ job key ‖ attempt u32 LE.
 */
export function sealArtifact(seal: AttemptSeal, bundle: ResultBundle): Uint8Array {
  const nonce = randomBytes(SEAL_NONCE_BYTES);
  const header = concatBytes(SEAL_MAGIC, seal.ephemeral);
  const cipher = xchacha20poly1305(seal.contentKey, nonce, artifactBinding(header, seal));
  return concatBytes(header, nonce, cipher.encrypt(pad(packResult(bundle), BLOCK)));
}

/** Associated data of an artifact. */
export function artifactBinding(header: Uint8Array, { jobKey, attempt }: AttemptContext): Uint8Array {
  return concatBytes(header, jobKey, u32le(attempt));
}

/** K12 of the sealed bytes: what a commitment binds. */
export function ciphertextDigest(sealed: Uint8Array): Uint8Array {
  return k12(sealed);
}
