import { u64le, viewOf } from "../encoding/bytes.ts";
import { ProtocolError } from "../errors/protocol-error.ts";

/** u64 LE length ‖ bytes ‖ zeros up to a multiple of `block`: a ciphertext's size tells little about its content. */
export function pad(bytes: Uint8Array, block: number): Uint8Array {
  const padded = new Uint8Array(Math.ceil((8 + bytes.length) / block) * block);
  padded.set(u64le(bytes.length));
  padded.set(bytes, 8);
  return padded;
}

/**
 * What `pad` was given.
 * @throws ProtocolError BAD_PADDING
 */
export function unpad(padded: Uint8Array): Uint8Array {
  const length = padded.length < 8 ? -1n : viewOf(padded).getBigUint64(0, true);
  const end = Number(length) + 8;
  if (length < 0n || length > BigInt(padded.length - 8) || padded.subarray(end).some((byte) => byte !== 0)) {
    throw new ProtocolError("BAD_PADDING", "The opened content is malformed: its length or padding is wrong.");
  }
  return padded.subarray(8, end);
}
