import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import type { Scratch } from "./emit.ts";
import { type NanKind, OP } from "./opcodes.ts";

const CANONICAL: Record<NanKind, number[]> = {
  f32: [0, 0, 0xc0, 0x7f],
  f64: [0, 0, 0, 0, 0, 0, 0xf8, 0x7f],
  f32x4: Array.from({ length: 4 }, () => [0, 0, 0xc0, 0x7f]).flat(),
  f64x2: Array.from({ length: 2 }, () => [0, 0, 0, 0, 0, 0, 0xf8, 0x7f]).flat(),
};
const F32X4_EQ = 0x41;
const F64X2_EQ = 0x47;
const BITSELECT = 0x52;
const V128_CONST = 0x0c;

/** Replaces a NaN on top of the stack by the canonical one (quiet, positive, no payload): x == x ? x : NaN. */
export function emitCanonicalNan(out: ByteWriter, kind: NanKind, scratch: Scratch): void {
  const vector = kind === "f32x4" || kind === "f64x2";
  const value = scratch(vector ? "v128" : kind);
  out.byte(OP.localTee).u32(value);
  if (vector) out.byte(OP.vector).u32(V128_CONST);
  else out.byte(kind === "f32" ? OP.f32Const : OP.f64Const);
  out.write(CANONICAL[kind]).byte(OP.localGet).u32(value).byte(OP.localGet).u32(value);
  if (vector)
    out
      .byte(OP.vector)
      .u32(kind === "f32x4" ? F32X4_EQ : F64X2_EQ)
      .byte(OP.vector)
      .u32(BITSELECT);
  else out.byte(kind === "f32" ? OP.f32Eq : OP.f64Eq).byte(OP.select);
}

/** True if the instruction at the reader's place takes the scalar just computed and can't show its NaN bits: what it
 * gives is a number, a trap, or made canonical itself. Looks one operand further for `a op b` with a simple b. */
export function nextHidesNan(reader: ByteReader, kind: NanKind): boolean {
  if (kind !== "f32" && kind !== "f64") return false;
  const { bytes, end } = reader;
  let at = reader.at;
  const code = bytes[at];
  if (at >= end || code === undefined) return false;
  if (HIDES_UNARY[kind].has(code) || HIDES_BINARY[kind].has(code)) return true;
  if (code === OP.localGet) {
    at += 1;
    while (at < end && bytes[at]! >= 0x80) at += 1;
    at += 1;
  } else if (code === OP.f32Const) at += 5;
  else if (code === OP.f64Const) at += 9;
  else return false;
  return at < end && HIDES_BINARY[kind].has(bytes[at]!);
}

const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const HIDES_UNARY = {
  f32: new Set([...span(0x8d, 0x91), 0xa8, 0xa9, 0xae, 0xaf, 0xbb]), // rounding, sqrt, trunc, promote
  f64: new Set([...span(0x9b, 0x9f), 0xaa, 0xab, 0xb0, 0xb1, 0xb6]),
};
const HIDES_BINARY = {
  f32: new Set([...span(0x5b, 0x60), ...span(0x92, 0x97)]), // comparisons, add to max
  f64: new Set([...span(0x61, 0x66), ...span(0xa0, 0xa5)]),
};
