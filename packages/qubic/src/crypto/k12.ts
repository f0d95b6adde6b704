import { kt128 } from "@noble/hashes/sha3-addons.js";

/**
 * KangarooTwelve (KT128, RFC 9861) with an empty customization string: Qubic's only hash.
 * @param length bytes of output, 32 unless said otherwise; a longer output starts with the shorter one
 */
export function k12(data: Uint8Array, length = 32): Uint8Array {
  return kt128(data, { dkLen: length });
}
