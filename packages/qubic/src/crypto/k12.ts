import { QubicError } from "../errors.ts";
import { fourq } from "./fourq.ts";

/**
 * KangarooTwelve (KT128, RFC 9861) with an empty customization string: Qubic's only hash.
 * @param length bytes of output, 1 to 65,536 (32 unless said otherwise); a longer output starts with the shorter one
 */
export function k12(data: Uint8Array, length = 32): Uint8Array {
  if (!(data instanceof Uint8Array)) throw new QubicError("INVALID_DATA", "Only bytes can be hashed (Uint8Array)");
  if (!Number.isInteger(length) || length < 1 || length > 65_536) {
    throw new QubicError("INVALID_LENGTH", "A digest has 1 to 65,536 bytes", { length });
  }
  return fourq.k12(data, length);
}
