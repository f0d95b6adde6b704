import type { ByteReader } from "./byte-reader.ts";
import { refused } from "./module-error.ts";
import { MISC, OP, type Opcode, SCALAR, VECTOR } from "./opcodes.ts";

/** A decoded instruction: `code` is the first byte, `sub` the number after a prefix, a and b the operands that matter. */
export type Instruction = { opcode: Opcode; code: number; sub: number; a: number; b: number };

export const emptyInstruction = (): Instruction => ({ opcode: SCALAR.get(1)!, code: 1, sub: 0, a: 0, b: 0 });

/** Reads one instruction into `into` (reused: this runs once per instruction of a module). */
export function readInstruction(reader: ByteReader, into: Instruction): void {
  const code = reader.byte();
  const prefixed = code === OP.misc ? MISC : code === OP.vector ? VECTOR : undefined;
  const sub = prefixed ? reader.u32() : 0;
  const opcode = prefixed ? prefixed.get(sub) : SCALAR.get(code);
  if (!opcode) throw refused(describeRefused(code, sub));
  into.code = code;
  into.sub = sub;
  into.opcode = opcode;
  into.a = 0;
  into.b = 0;
  readImmediate(reader, opcode, into);
}

function readImmediate(reader: ByteReader, opcode: Opcode, into: Instruction): void {
  switch (opcode.immediate) {
    case "none":
      return;
    case "block":
      into.a = reader.s33();
      return;
    case "label":
    case "index":
    case "call":
      into.a = reader.u32();
      return;
    case "callIndirect":
    case "index2":
    case "indexZero":
      into.a = reader.u32();
      into.b = reader.u32();
      return;
    case "labels":
      for (let left = reader.count() + 1; left > 0; left--) reader.u32();
      return;
    case "types":
      reader.take(reader.count());
      return;
    case "memarg":
    case "memargLane":
      if (reader.u32() >= 0x40) throw refused("the module uses more than one memory");
      reader.u32();
      if (opcode.immediate === "memargLane") reader.byte();
      return;
    case "zero":
    case "zero2":
      reader.take(opcode.immediate === "zero" ? 1 : 2);
      return;
    case "i32":
      reader.skipLeb(5);
      return;
    case "i64":
      reader.skipLeb(10);
      return;
    case "bytes4":
    case "bytes8":
    case "bytes16":
      reader.take(opcode.immediate === "bytes4" ? 4 : opcode.immediate === "bytes8" ? 8 : 16);
      return;
    case "byte":
    case "heapType":
      into.a = reader.byte();
      return;
  }
}

function describeRefused(code: number, sub: number): string {
  if (code === 0xfe) return "the module uses atomic instructions; threads are not allowed";
  if (code === OP.vector)
    return "the module uses relaxed SIMD, whose results differ between machines; compile without -mrelaxed-simd";
  if (code === OP.misc && sub === 15)
    return "the module grows tables, which may fail on one machine and not on another";
  if (code === 0x12 || code === 0x13) return "the module uses tail calls; compile without -mtail-call";
  if ((code >= 0x06 && code <= 0x0a) || code === 0x18 || code === 0x19 || code === 0x1f)
    return "the module uses exceptions; compile without -fwasm-exceptions";
  if (code === 0xfb || code === 0x14 || code === 0x15) return "the module uses garbage-collected or typed references";
  return `the module uses an unknown instruction (0x${code.toString(16)} ${sub})`;
}
