import { QubicError } from "../errors.ts";
import { checkSize } from "./check-size.ts";
import { k12 } from "./k12.ts";

const FIRST_LETTER = "A".charCodeAt(0);
const LETTERS_PER_WORD = 14;
const CHECKSUM_LETTERS = 4;

/**
 * The 60 capital letters of a public key (or of any 32 bytes; a transaction id is this in lower case):
 * four little-endian 64-bit words of 14 letters each, base 26, least significant first, then a checksum of 4.
 */
export function identityFromPublicKey(publicKey: Uint8Array): string {
  checkSize("public key", publicKey, 32);
  const view = new DataView(publicKey.buffer, publicKey.byteOffset, 32);
  let identity = "";
  for (let word = 0; word < 4; word++) identity += letters(view.getBigUint64(word * 8, true), LETTERS_PER_WORD);
  return identity + checksum(publicKey);
}

/** The 32 bytes of an identity. Throws INVALID_IDENTITY on a wrong shape, a word above 64 bits or a wrong checksum. */
export function publicKeyFromIdentity(identity: string): Uint8Array {
  if (!/^[A-Z]{60}$/.test(identity)) throw invalid("An identity is 60 capital letters", identity);
  const publicKey = new Uint8Array(32);
  const view = new DataView(publicKey.buffer);
  for (let word = 0; word < 4; word++) {
    let value = 0n;
    for (let i = LETTERS_PER_WORD - 1; i >= 0; i--) {
      value = value * 26n + BigInt(identity.charCodeAt(word * LETTERS_PER_WORD + i) - FIRST_LETTER);
    }
    if (value >> 64n !== 0n) throw invalid("The identity encodes a number that is too large", identity);
    view.setBigUint64(word * 8, value, true);
  }
  if (!identity.endsWith(checksum(publicKey)))
    throw invalid("The identity's checksum is wrong; check each letter", identity);
  return publicKey;
}

/** The id of a contract: its index as the first 64-bit word, the rest zero. */
export function contractPublicKey(index: number): Uint8Array {
  if (!Number.isInteger(index) || index < 0 || index > 0xffffffff) {
    throw new QubicError("INVALID_CONTRACT_INDEX", "A contract index is an integer from 0 to 2^32 - 1", { index });
  }
  const publicKey = new Uint8Array(32);
  new DataView(publicKey.buffer).setUint32(0, index, true);
  return publicKey;
}

function checksum(publicKey: Uint8Array): string {
  const [a, b, c] = k12(publicKey, 3) as unknown as [number, number, number];
  return letters(BigInt((a | (b << 8) | (c << 16)) & 0x3ffff), CHECKSUM_LETTERS);
}

function letters(value: bigint, count: number): string {
  let text = "";
  let rest = value;
  for (let i = 0; i < count; i++) {
    text += String.fromCharCode(FIRST_LETTER + Number(rest % 26n));
    rest /= 26n;
  }
  return text;
}

function invalid(message: string, identity: string): QubicError {
  return new QubicError("INVALID_IDENTITY", message, { identity: String(identity).slice(0, 100) });
}
