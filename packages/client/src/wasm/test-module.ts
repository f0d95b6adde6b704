import binaryen from "binaryen";
import { instrument, METER_EXPORTS } from "./index.ts";

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
