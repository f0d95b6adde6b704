import { bytesToHex } from "@noble/hashes/utils.js";
import { ProtocolError } from "../errors/protocol-error.ts";

/** Lowercase hexadecimal of `bytes`. */
export const toHex: (bytes: Uint8Array) => string = bytesToHex;

/**
 * Bytes of a lowercase hexadecimal string.
 * @param length when given, exactly so many bytes are required
 * @throws ProtocolError BAD_HEX
 */
export function fromHex(text: string, length?: number): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text) || (length !== undefined && text.length !== length * 2)) {
    const wanted = length === undefined ? "an even number of" : `${length * 2}`;
    throw new ProtocolError(
      "BAD_HEX",
      `Expected ${wanted} lowercase hexadecimal digits, got ${text.length} characters.`,
    );
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}
