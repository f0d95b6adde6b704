import type { ByteWriter } from "./byte-writer.ts";
import { FUEL_SCHEDULE } from "./fuel-schedule.ts";
import { OP } from "./opcodes.ts";
import { BULK } from "./opcodes-prefixed.ts";

/** Indices of the globals that the instrumentation adds. */
export type MeterGlobals = { fuel: number; depth: number; hostFailure: number };
/** Gives the index of a scratch local of a type, adding it to the function when first asked for. */
export type Scratch = (name: ScratchName) => number;
export type ScratchName = "i32" | "i32b" | "i64" | "f32" | "f64" | "v128";

const EMPTY_BLOCK = 0x40;

function trapIf(out: ByteWriter): void {
  out.byte(OP.if).byte(EMPTY_BLOCK).byte(OP.unreachable).byte(OP.end);
}

/** With the new amount of fuel on the stack: stores it, and traps when it is negative. */
function settleFuel(out: ByteWriter, globals: MeterGlobals, scratch: Scratch): void {
  const rest = scratch("i64");
  out.byte(OP.localTee).u32(rest).byte(OP.globalSet).u32(globals.fuel);
  out.byte(OP.localGet).u32(rest).byte(OP.i64Const).byte(0).byte(OP.i64LtS);
  trapIf(out);
}

/** Pays `cost` units. */
export function emitCharge(out: ByteWriter, cost: number, globals: MeterGlobals, scratch: Scratch): void {
  out.byte(OP.globalGet).u32(globals.fuel).byte(OP.i64Const).signed(cost).byte(OP.i64Sub);
  settleFuel(out, globals, scratch);
}

/** Pays for the length on top of the stack, which stays there. */
export function emitBulkCharge(out: ByteWriter, globals: MeterGlobals, scratch: Scratch): void {
  const length = scratch("i32");
  out.byte(OP.localTee).u32(length);
  out.byte(OP.globalGet).u32(globals.fuel).byte(OP.localGet).u32(length).byte(OP.i64ExtendI32U);
  out.byte(OP.i64Const).signed(FUEL_SCHEDULE.bulkShift).byte(OP.i64ShrU).byte(OP.i64Sub);
  settleFuel(out, globals, scratch);
}

export const isBulk = (code: number, sub: number) => code === OP.misc && BULK.has(sub);

/** memory.grow with the maximum fixed: pays for the pages that were added. A refusal by the host below the maximum is
 * no outcome of the program: it raises `hostFailure` and traps. */
export function emitGrow(out: ByteWriter, maximumPages: number, globals: MeterGlobals, scratch: Scratch): void {
  const pages = scratch("i32");
  const result = scratch("i32b");
  out.byte(OP.localTee).u32(pages).byte(OP.memoryGrow).byte(0).byte(OP.localTee).u32(result);
  out.byte(OP.i32Const).signed(-1).byte(OP.i32Eq).byte(OP.if).byte(EMPTY_BLOCK);
  out
    .byte(OP.localGet)
    .u32(pages)
    .byte(OP.i64ExtendI32U)
    .byte(OP.memorySize)
    .byte(0)
    .byte(OP.i64ExtendI32U)
    .byte(OP.i64Add);
  out.byte(OP.i64Const).signed(maximumPages).byte(OP.i64LeU).byte(OP.if).byte(EMPTY_BLOCK);
  out
    .byte(OP.i32Const)
    .byte(1)
    .byte(OP.globalSet)
    .u32(globals.hostFailure)
    .byte(OP.unreachable)
    .byte(OP.end)
    .byte(OP.else);
  out.byte(OP.globalGet).u32(globals.fuel).byte(OP.localGet).u32(pages).byte(OP.i64ExtendI32U);
  out.byte(OP.i64Const).signed(FUEL_SCHEDULE.pageShift).byte(OP.i64Shl).byte(OP.i64Sub);
  settleFuel(out, globals, scratch);
  out.byte(OP.end).byte(OP.localGet).u32(result);
}

/** Adds `weight` to the depth at a function's entry and traps beyond `limit`. */
export function emitEnter(
  out: ByteWriter,
  weight: number,
  limit: number,
  globals: MeterGlobals,
  scratch: Scratch,
): void {
  const depth = scratch("i32");
  out
    .byte(OP.globalGet)
    .u32(globals.depth)
    .byte(OP.i32Const)
    .signed(weight)
    .byte(OP.i32Add)
    .byte(OP.localTee)
    .u32(depth);
  out
    .byte(OP.globalSet)
    .u32(globals.depth)
    .byte(OP.localGet)
    .u32(depth)
    .byte(OP.i32Const)
    .signed(limit)
    .byte(OP.i32GtU);
  trapIf(out);
}

export function emitLeave(out: ByteWriter, weight: number, globals: MeterGlobals): void {
  out
    .byte(OP.globalGet)
    .u32(globals.depth)
    .byte(OP.i32Const)
    .signed(weight)
    .byte(OP.i32Sub)
    .byte(OP.globalSet)
    .u32(globals.depth);
}
