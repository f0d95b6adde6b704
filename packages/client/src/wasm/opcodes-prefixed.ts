import type { InstructionClass } from "./fuel-schedule.ts";
import type { Immediate, NanKind, Opcode } from "./opcodes.ts";

/** Instructions behind 0xFC. table.grow (15) is missing on purpose: it may fail on one machine and not on another. */
export function miscOpcodes(): Map<number, Opcode> {
  const table = new Map<number, Opcode>();
  for (let code = 0; code <= 7; code++) table.set(code, { immediate: "none", pops: 1, pushes: 1, cost: "float" }); // trunc_sat
  const bulk = (code: number, immediate: Immediate) => table.set(code, { immediate, pops: 3, pushes: 0, cost: "call" });
  bulk(8, "indexZero"); // memory.init
  bulk(10, "zero2"); // memory.copy
  bulk(11, "zero"); // memory.fill
  bulk(12, "index2"); // table.init
  bulk(14, "index2"); // table.copy
  bulk(17, "index"); // table.fill
  table.set(9, { immediate: "index", pops: 0, pushes: 0, cost: "simple" }); // data.drop
  table.set(13, { immediate: "index", pops: 0, pushes: 0, cost: "simple" }); // elem.drop
  table.set(16, { immediate: "index", pops: 0, pushes: 1, cost: "memory" }); // table.size
  return table;
}

/** The misc instructions whose last operand is a length that must be paid for. */
export const BULK = new Set([8, 10, 11, 12, 14, 17]);

/** The 236 instructions of fixed-width SIMD behind 0xFD. Relaxed SIMD (0x100 and up) is missing on purpose. */
export function vectorOpcodes(): Map<number, Opcode> {
  const table = new Map<number, Opcode>();
  const set = (
    codes: number[],
    immediate: Immediate,
    pops: number,
    pushes: number,
    cost: InstructionClass = "vector",
    nan?: NanKind,
  ) => {
    for (const code of codes) table.set(code, { immediate, pops, pushes, cost, ...(nan && { nan }) });
  };
  set(range(0x00, 0x0a), "memarg", 1, 1); // loads, splats, extends
  set([0x0b], "memarg", 2, 0); // v128.store
  set([0x0c], "bytes16", 0, 1); // v128.const
  set([0x0d], "bytes16", 2, 1); // i8x16.shuffle
  set([0x0e], "none", 2, 1); // i8x16.swizzle
  set(range(0x0f, 0x14), "none", 1, 1); // splats
  set([0x15, 0x16, 0x18, 0x19, 0x1b, 0x1d, 0x1f, 0x21], "byte", 1, 1); // extract lane
  set([0x17, 0x1a, 0x1c, 0x1e, 0x20, 0x22], "byte", 2, 1); // replace lane
  set(range(0x23, 0x4c), "none", 2, 1); // comparisons
  set([0x4d], "none", 1, 1); // not
  set(range(0x4e, 0x51), "none", 2, 1); // and, andnot, or, xor
  set([0x52], "none", 3, 1); // bitselect
  set([0x53], "none", 1, 1); // any_true
  set(range(0x54, 0x57), "memargLane", 2, 1); // load lane
  set(range(0x58, 0x5b), "memargLane", 2, 0); // store lane
  set([0x5c, 0x5d], "memarg", 1, 1); // load zero
  set([0x5e], "none", 1, 1, "floatSlow", "f32x4"); // demote
  set([0x5f], "none", 1, 1, "floatSlow", "f64x2"); // promote
  integerLanes(set);
  floatLanes(set);
  return table;
}

type Set_ = (
  codes: number[],
  immediate: Immediate,
  pops: number,
  pushes: number,
  cost?: InstructionClass,
  nan?: NanKind,
) => void;

function integerLanes(set: Set_): void {
  // Unary: abs, neg, popcnt, all_true, bitmask, pairwise additions, extensions.
  set([0x60, 0x61, 0x62, 0x63, 0x64, ...range(0x7c, 0x7f), 0x80, 0x81, 0x83, 0x84, ...range(0x87, 0x8a)], "none", 1, 1);
  set([0xa0, 0xa1, 0xa3, 0xa4, ...range(0xa7, 0xaa), 0xc0, 0xc1, 0xc3, 0xc4, ...range(0xc7, 0xca)], "none", 1, 1);
  // Binary: narrowing, shifts, sums, products, minima, averages, comparisons of i64x2.
  set(
    [0x65, 0x66, ...range(0x6b, 0x73), ...range(0x76, 0x79), 0x7b, 0x82, 0x85, 0x86, ...range(0x8b, 0x93)],
    "none",
    2,
    1,
  );
  set(
    [
      ...range(0x95, 0x99),
      ...range(0x9b, 0x9f),
      ...range(0xab, 0xae),
      0xb1,
      ...range(0xb5, 0xba),
      ...range(0xbc, 0xbf),
    ],
    "none",
    2,
    1,
  );
  set([...range(0xcb, 0xce), 0xd1, ...range(0xd5, 0xdf)], "none", 2, 1);
}

function floatLanes(set: Set_): void {
  set(range(0x67, 0x6a), "none", 1, 1, "floatSlow", "f32x4"); // ceil, floor, trunc, nearest
  set([0x74, 0x75, 0x7a, 0x94], "none", 1, 1, "floatSlow", "f64x2");
  set([0xe0, 0xe1, 0xec, 0xed], "none", 1, 1); // abs, neg
  set([0xe3], "none", 1, 1, "floatSlow", "f32x4"); // sqrt
  set(range(0xe4, 0xe9), "none", 2, 1, "floatSlow", "f32x4"); // add, sub, mul, div, min, max
  set([0xea, 0xeb, 0xf6, 0xf7], "none", 2, 1); // pmin, pmax: they choose one operand, bit for bit
  set([0xef], "none", 1, 1, "floatSlow", "f64x2");
  set(range(0xf0, 0xf5), "none", 2, 1, "floatSlow", "f64x2");
  set(range(0xf8, 0xff), "none", 1, 1, "floatSlow"); // conversions with integers
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
