import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { randomBytes } from "@noble/hashes/utils.js";
import { concatBytes, u64le, viewOf } from "../encoding/bytes.ts";
import { ProtocolError } from "../errors/protocol-error.ts";
import { pad, unpad } from "./padding.ts";
import { type AttemptContext, logKeyOf, sharedSecret } from "./shared-keys.ts";

const BLOCK = 256;
const NONCE = 24;

export interface LogChunk {
  stream: "stdout" | "stderr";
  /** Milliseconds since 1970 at the machine that ran it. */
  time: number;
  bytes: Uint8Array;
}

/**
 * nonce 24 ‖ XChaCha20-Poly1305(log key) of the padded (stream u8 ‖ time u64 LE ‖ bytes), with `seq` u64 LE
 * authenticated along, so that chunks can be neither moved nor swapped.
 */
export function sealLogChunk(logKey: Uint8Array, seq: number, chunk: LogChunk): Uint8Array {
  const nonce = randomBytes(NONCE);
  const plain = concatBytes(Uint8Array.of(chunk.stream === "stdout" ? 1 : 2), u64le(chunk.time), chunk.bytes);
  return concatBytes(nonce, xchacha20poly1305(logKey, nonce, u64le(seq)).encrypt(pad(plain, BLOCK)));
}

export interface OpenLogChunkArgs extends AttemptContext {
  sealed: Uint8Array;
  seq: number;
  ephemeral: Uint8Array;
  secretKey: Uint8Array;
}

/** Opens one chunk. @throws ProtocolError BAD_LOG_CHUNK */
export function openLogChunk({ sealed, seq, ephemeral, secretKey, jobKey, attempt }: OpenLogChunkArgs): LogChunk {
  const key = logKeyOf(sharedSecret(secretKey, ephemeral), { jobKey, attempt });
  const plain = decrypt(key, seq, sealed);
  const stream = plain[0] === 1 ? "stdout" : "stderr";
  return { stream, time: Number(viewOf(plain).getBigUint64(1, true)), bytes: plain.subarray(9) };
}

function decrypt(key: Uint8Array, seq: number, sealed: Uint8Array): Uint8Array {
  let plain: Uint8Array | undefined;
  try {
    plain = unpad(xchacha20poly1305(key, sealed.subarray(0, NONCE), u64le(seq)).decrypt(sealed.subarray(NONCE)));
  } catch {
    plain = undefined;
  }
  if (plain === undefined || plain.length < 9) {
    throw new ProtocolError("BAD_LOG_CHUNK", "A piece of log can't be opened: it was changed, moved, or is not yours.");
  }
  return plain;
}
