import binaryen from "binaryen";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { instrument, METER_EXPORTS } from "./index.ts";
import { readSections, SECTION } from "./module-sections.ts";

const COMPACT_IMPORTS = 1 << 26;

/** A module from its text form. */
export function fromText(text: string): Uint8Array {
  const module = binaryen.parseText(text);
  // Engines of today don't read the compact import section yet.
  module.setFeatures(binaryen.Features.All & ~COMPACT_IMPORTS);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}

type Exports = Record<string, (...args: unknown[]) => unknown> & Record<string, { value: bigint | number }>;

/** Instruments a text module (a `_start` is added) and gives its exports with `fuel` units in the tank. */
export function meter(
  text: string,
  fuel = 1_000_000n,
  memoryMiB = 16,
): { call(name: string, ...args: unknown[]): unknown; used(): bigint; exports: Exports } {
  const bytes = instrument(fromText(`(module (func (export "_start")) ${text})`), memoryMiB);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>));
  const exports = instance.exports as unknown as Exports;
  const tank = exports[METER_EXPORTS.fuel]!;
  tank.value = fuel;
  return {
    call: (name, ...args) => exports[name]!(...args),
    used: () => fuel - (tank.value as unknown as bigint),
    exports,
  };
}

/** Adds an empty `_start` to a module without one. */
export function withStart(bytes: Uint8Array): Uint8Array {
  const module = readSections(bytes);
  const append = (id: number, write: (out: ByteWriter) => void) => {
    const reader = new ByteReader(module.raw.get(id)!);
    const out = new ByteWriter().u32(reader.u32() + 1).write(reader.bytes.subarray(reader.at));
    write(out);
    module.raw.set(id, out.bytes.slice());
  };
  append(SECTION.type, (out) => out.write([0x60, 0, 0]));
  append(SECTION.function, (out) => out.u32(module.types.length));
  append(SECTION.export, (out) => out.name("_start").byte(0).u32(module.functions.length));
  append(SECTION.code, (out) => out.write([2, 0, 0x0b]));
  const out = new ByteWriter().write([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  for (const id of [1, 2, 3, 4, 5, 6, 7, 9, 12, 10, 11])
    if (module.raw.has(id)) out.byte(id).sized(module.raw.get(id)!);
  return out.bytes.slice();
}
