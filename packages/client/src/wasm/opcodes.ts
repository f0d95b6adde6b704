import type { InstructionClass } from "./fuel-schedule.ts";
import { miscOpcodes, vectorOpcodes } from "./opcodes-prefixed.ts";
import { scalarOpcodes } from "./opcodes-scalar.ts";

/** How an instruction's immediate operands are encoded. */
export type Immediate =
  | "none"
  | "block"
  | "label"
  | "labels"
  | "index"
  | "index2"
  | "call"
  | "callIndirect"
  | "types"
  | "memarg"
  | "memargLane"
  | "zero"
  | "zero2"
  | "indexZero"
  | "i32"
  | "i64"
  | "bytes4"
  | "bytes8"
  | "bytes16"
  | "byte"
  | "heapType";

/** Kinds of floating point result whose NaN bits the standard leaves open. */
export type NanKind = "f32" | "f64" | "f32x4" | "f64x2";

/** One instruction: operands taken from and put on the stack (calls and blocks are counted elsewhere). */
export type Opcode = { immediate: Immediate; pops: number; pushes: number; cost: InstructionClass; nan?: NanKind };

export const SCALAR: ReadonlyMap<number, Opcode> = scalarOpcodes();
export const MISC: ReadonlyMap<number, Opcode> = miscOpcodes();
export const VECTOR: ReadonlyMap<number, Opcode> = vectorOpcodes();

/** Names of the opcodes that instrumentation treats specially or emits. */
export const OP = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32Eq: 0x46,
  i32Ne: 0x47,
  i32GtU: 0x4b,
  i64LtS: 0x53,
  i64LeU: 0x58,
  f32Eq: 0x5b,
  f64Eq: 0x61,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32And: 0x71,
  i64Add: 0x7c,
  i64Sub: 0x7d,
  i64Shl: 0x86,
  i64ShrU: 0x88,
  i64ExtendI32U: 0xad,
  misc: 0xfc,
  vector: 0xfd,
} as const;
