import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import {
  emitBulkCharge,
  emitCharge,
  emitEnter,
  emitGrow,
  emitLeave,
  isBulk,
  type MeterGlobals,
  type ScratchName,
} from "./emit.ts";
import { emitCanonicalNan, nextHidesNan } from "./emit-nan.ts";
import { FUEL_SCHEDULE } from "./fuel-schedule.ts";
import { emptyInstruction, readInstruction } from "./instruction-reader.ts";
import { invalid } from "./module-error.ts";
import type { FunctionBody, FunctionType } from "./module-sections.ts";
import { OP } from "./opcodes.ts";
import { StackHeight } from "./stack-height.ts";

/** What a function's instrumentation asks of its module. */
export type FunctionContext = {
  types: readonly FunctionType[];
  /** Type index of each function. */
  functions: readonly number[];
  globals: MeterGlobals;
  maximumPages: number;
  depthLimit: number;
  /** Type index of a block without parameters that gives these results, as a signed block type. */
  blockType(results: Uint8Array): number;
};

const SCRATCH_TYPES: Record<ScratchName, number> = {
  i32: 0x7f,
  i32b: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};
const MAXIMUM_LOCALS = 50_000;
/** Bytes of stack that a frame is counted with, besides 16 for each parameter, local and operand. */
const FRAME_BYTES = 96;

/** Rewrites one function: each basic block pays its cost before it runs, NaNs are made canonical, and functions that
 * call others count their frame against the depth limit. Returns the new body, without its size. */
export function instrumentFunction(body: FunctionBody, type: FunctionType, context: FunctionContext): Uint8Array {
  const { reader, groups, locals } = readLocals(body);
  const localGroups = body.bytes.subarray(body.start, reader.at);

  const added: ScratchName[] = [];
  const scratch = (name: ScratchName) => {
    if (!added.includes(name)) added.push(name);
    return type.parameters.length + locals + added.indexOf(name);
  };
  const entryCost = FUEL_SCHEDULE.entry + Math.ceil(locals / FUEL_SCHEDULE.localsPerUnit);
  const { code, calls, maximumHeight } = rewriteCode(reader, type, context, scratch, entryCost);

  const out = new ByteWriter(code.length + 128);
  const prologue = new ByteWriter(64);
  // A function that calls nothing adds one frame at most, for which the real stack has room.
  if (calls) {
    const weight = FRAME_BYTES + 16 * (type.parameters.length + locals + maximumHeight);
    emitEnter(prologue, weight, context.depthLimit, context.globals, scratch);
    prologue.byte(OP.block).signed(context.blockType(type.results));
    writeLocals(out, localGroups, groups, added);
    out.write(prologue.bytes).write(code);
    emitLeave(out, weight, context.globals);
    return out.byte(OP.end).bytes;
  }
  writeLocals(out, localGroups, groups, added);
  return out.write(code).bytes;
}

/** A reader at a body's first instruction. */
export const skipLocals = (body: FunctionBody): ByteReader => readLocals(body).reader;

function readLocals(body: FunctionBody): { reader: ByteReader; groups: number; locals: number } {
  const reader = new ByteReader(body.bytes, body.start, body.end);
  const groups = reader.count();
  let locals = 0;
  for (let i = 0; i < groups; i++) {
    locals += reader.u32();
    reader.byte();
    if (locals > MAXIMUM_LOCALS) throw invalid(`a function has more than ${MAXIMUM_LOCALS} locals`);
  }
  return { reader, groups, locals };
}

function writeLocals(out: ByteWriter, original: Uint8Array, groups: number, added: readonly ScratchName[]): void {
  const header = new ByteReader(original);
  header.u32();
  out.u32(groups + added.length).write(original.subarray(header.at));
  for (const name of added) out.u32(1).byte(SCRATCH_TYPES[name]);
}

type Rewritten = { code: Uint8Array; calls: boolean; maximumHeight: number };

function rewriteCode(
  reader: ByteReader,
  type: FunctionType,
  context: FunctionContext,
  scratch: (name: ScratchName) => number,
  entryCost: number,
): Rewritten {
  const { globals } = context;
  const out = new ByteWriter(2 * (reader.end - reader.at) + 64);
  const segment = new ByteWriter(256);
  const stack = new StackHeight(type, context.types);
  const instruction = emptyInstruction();
  let cost = entryCost;
  let calls = false;
  const closeSegment = () => {
    if (cost > 0) emitCharge(out, cost, globals, scratch);
    out.write(segment.bytes);
    segment.clear();
    cost = 0;
  };

  while (!stack.done) {
    const start = reader.at;
    readInstruction(reader, instruction);
    const { code, sub, opcode } = instruction;
    cost += FUEL_SCHEDULE.instruction[opcode.cost];
    const raw = reader.bytes.subarray(start, reader.at);

    if (code === OP.call || code === OP.callIndirect) calls = true;
    if (isBulk(code, sub)) emitBulkCharge(segment, globals, scratch);
    if (code === OP.memoryGrow) emitGrow(segment, context.maximumPages, globals, scratch);
    else if (code === OP.return) segment.byte(OP.br).u32(stack.depth - 1);
    else segment.write(raw);
    if (opcode.nan && !nextHidesNan(reader, opcode.nan)) emitCanonicalNan(segment, opcode.nan, scratch);

    stack.apply(instruction, context.functions);
    if (ENDS_BLOCK.has(code)) closeSegment();
  }
  if (!reader.done) throw invalid("a function has bytes after its end");
  return { code: out.bytes, calls, maximumHeight: stack.maximum };
}

/** Instructions after which another basic block begins. */
const ENDS_BLOCK: ReadonlySet<number> = new Set<number>([
  OP.loop,
  OP.if,
  OP.else,
  OP.end,
  OP.br,
  OP.brIf,
  OP.brTable,
  OP.return,
  OP.unreachable,
]);
