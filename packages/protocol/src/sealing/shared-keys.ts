import { x25519 } from "@noble/curves/ed25519.js";
import { concatBytes, u32le } from "../encoding/bytes.ts";
import { k12 } from "../encoding/hashes.ts";
import { ProtocolError } from "../errors/protocol-error.ts";

/** Which attempt a sealed thing belongs to. */
export interface AttemptContext {
  /** 32 bytes. */
  jobKey: Uint8Array;
  attempt: number;
}

/**
 * The X25519 shared secret.
 * @throws ProtocolError BAD_SEAL_KEY for keys of small order
 */
export function sharedSecret(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  try {
    return x25519.getSharedSecret(secretKey, publicKey);
  } catch {
    throw new ProtocolError("BAD_SEAL_KEY", "The X25519 key is not 32 bytes or has a small order.");
  }
}

/** K12("qubix-mask-v1" ‖ shared ‖ job key ‖ attempt u32 LE): hides the content key on the chain. */
export function maskOf(shared: Uint8Array, context: AttemptContext): Uint8Array {
  return derive("qubix-mask-v1", shared, context);
}

/** K12("qubix-log-v1" ‖ shared ‖ job key ‖ attempt u32 LE): the key of an attempt's log chunks. */
export function logKeyOf(shared: Uint8Array, context: AttemptContext): Uint8Array {
  return derive("qubix-log-v1", shared, context);
}

/** Content key XOR mask; its own inverse. */
export function maskKey(contentKey: Uint8Array, mask: Uint8Array): Uint8Array {
  return contentKey.map((byte, i) => byte ^ mask[i]!);
}

function derive(tag: string, shared: Uint8Array, { jobKey, attempt }: AttemptContext): Uint8Array {
  return k12(concatBytes(new TextEncoder().encode(tag), shared, jobKey, u32le(attempt)));
}
