import type { InstructionClass } from "./fuel-schedule.ts";
import type { Immediate, NanKind, Opcode } from "./opcodes.ts";

/** The one-byte instructions of WebAssembly 2.0 without table.grow's kin. Numbers: core specification, "Binary format". */
export function scalarOpcodes(): Map<number, Opcode> {
  const table = new Map<number, Opcode>();
  const add = (
    from: number,
    to: number,
    immediate: Immediate,
    pops: number,
    pushes: number,
    cost: InstructionClass,
    nan?: NanKind,
  ) => {
    for (let code = from; code <= to; code++) table.set(code, { immediate, pops, pushes, cost, ...(nan && { nan }) });
  };
  add(0x00, 0x00, "none", 0, 0, "simple"); // unreachable
  add(0x01, 0x01, "none", 0, 0, "free"); // nop
  add(0x02, 0x03, "block", 0, 0, "free"); // block, loop
  add(0x04, 0x04, "block", 1, 0, "simple"); // if
  add(0x05, 0x05, "none", 0, 0, "free"); // else
  add(0x0b, 0x0b, "none", 0, 0, "free"); // end
  add(0x0c, 0x0c, "label", 0, 0, "simple"); // br
  add(0x0d, 0x0d, "label", 1, 0, "simple"); // br_if
  add(0x0e, 0x0e, "labels", 1, 0, "branchTable");
  add(0x0f, 0x0f, "none", 0, 0, "simple"); // return
  add(0x10, 0x10, "call", 0, 0, "call");
  add(0x11, 0x11, "callIndirect", 1, 0, "callIndirect");
  add(0x1a, 0x1a, "none", 1, 0, "simple"); // drop
  add(0x1b, 0x1b, "none", 3, 1, "simple"); // select
  add(0x1c, 0x1c, "types", 3, 1, "simple"); // select with types
  add(0x20, 0x20, "index", 0, 1, "simple"); // local.get
  add(0x21, 0x21, "index", 1, 0, "simple"); // local.set
  add(0x22, 0x22, "index", 1, 1, "simple"); // local.tee
  add(0x23, 0x23, "index", 0, 1, "memory"); // global.get
  add(0x24, 0x24, "index", 1, 0, "memory"); // global.set
  add(0x25, 0x25, "index", 1, 1, "memory"); // table.get
  add(0x26, 0x26, "index", 2, 0, "memory"); // table.set
  add(0x28, 0x35, "memarg", 1, 1, "memory"); // loads
  add(0x36, 0x3e, "memarg", 2, 0, "memory"); // stores
  add(0x3f, 0x3f, "zero", 0, 1, "memory"); // memory.size
  add(0x40, 0x40, "zero", 1, 1, "grow"); // memory.grow
  add(0x41, 0x41, "i32", 0, 1, "simple");
  add(0x42, 0x42, "i64", 0, 1, "simple");
  add(0x43, 0x43, "bytes4", 0, 1, "simple");
  add(0x44, 0x44, "bytes8", 0, 1, "simple");
  integers(add);
  floats(add, 0x8b, "f32");
  floats(add, 0x99, "f64");
  add(0xa7, 0xb5, "none", 1, 1, "float"); // wrap, trunc, extend, convert to f32
  add(0xa7, 0xa7, "none", 1, 1, "simple"); // i32.wrap_i64
  add(0xac, 0xad, "none", 1, 1, "simple"); // i64.extend_i32
  add(0xb6, 0xb6, "none", 1, 1, "float", "f32"); // f32.demote_f64
  add(0xb7, 0xba, "none", 1, 1, "float"); // convert to f64
  add(0xbb, 0xbb, "none", 1, 1, "float", "f64"); // f64.promote_f32
  add(0xbc, 0xbf, "none", 1, 1, "simple"); // reinterpret
  add(0xc0, 0xc4, "none", 1, 1, "simple"); // sign extension
  add(0xd0, 0xd0, "heapType", 0, 1, "simple"); // ref.null
  add(0xd1, 0xd1, "none", 1, 1, "simple"); // ref.is_null
  add(0xd2, 0xd2, "index", 0, 1, "simple"); // ref.func
  return table;
}

type Add = (
  from: number,
  to: number,
  immediate: Immediate,
  pops: number,
  pushes: number,
  cost: InstructionClass,
  nan?: NanKind,
) => void;

function integers(add: Add): void {
  add(0x45, 0x45, "none", 1, 1, "simple"); // i32.eqz
  add(0x46, 0x4f, "none", 2, 1, "simple");
  add(0x50, 0x50, "none", 1, 1, "simple"); // i64.eqz
  add(0x51, 0x5a, "none", 2, 1, "simple");
  add(0x5b, 0x66, "none", 2, 1, "multiply"); // float comparisons
  for (const base of [0x67, 0x79]) {
    add(base, base + 2, "none", 1, 1, "simple"); // clz, ctz, popcnt
    add(base + 3, base + 17, "none", 2, 1, "simple");
    add(base + 5, base + 5, "none", 2, 1, "multiply");
    add(base + 6, base + 9, "none", 2, 1, "divide"); // div, rem
  }
}

function floats(add: Add, base: number, nan: NanKind): void {
  add(base, base + 1, "none", 1, 1, "simple"); // abs, neg: they only touch the sign bit
  add(base + 2, base + 5, "none", 1, 1, "float", nan); // ceil, floor, trunc, nearest
  add(base + 6, base + 6, "none", 1, 1, "floatSlow", nan); // sqrt
  add(base + 7, base + 9, "none", 2, 1, "float", nan); // add, sub, mul
  add(base + 10, base + 10, "none", 2, 1, "floatSlow", nan); // div
  add(base + 11, base + 12, "none", 2, 1, "float", nan); // min, max
  add(base + 13, base + 13, "none", 2, 1, "simple"); // copysign
}
