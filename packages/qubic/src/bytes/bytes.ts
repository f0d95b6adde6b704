import { QubicError } from "../errors.ts";

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function isZero(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

export function concatBytes(...parts: Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}

/** Where there is one, it is many times faster; browsers have none. */
const native = typeof Buffer === "function" ? Buffer : undefined;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  if (native) return native.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** Bytes of a hex string; with `length`, exactly that many. Throws QubicError MALFORMED. */
export function fromHex(text: string, length?: number): Uint8Array {
  const bytes = native ? Uint8Array.from(native.from(text, "hex")) : digits(text);
  // Both stop at the first thing that is no hex: then bytes are missing.
  if (2 * bytes.length !== text.length || (length !== undefined && bytes.length !== length)) {
    throw new QubicError(
      "MALFORMED",
      length === undefined ? "Not a hex string." : `Expected ${2 * length} hex digits.`,
    );
  }
  return bytes;
}

function digits(text: string): Uint8Array {
  const pairs = /^(?:[0-9a-fA-F]{2})*/.exec(text)![0].match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}
