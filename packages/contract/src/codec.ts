import { ContractError } from "./contract-error.ts";
import { codecOf, type Frame } from "./field-codecs.ts";
import { LAYOUTS } from "./generated/layouts.ts";
import type { Records } from "./generated/types.ts";

/** The bytes of a struct as the contract reads it. Throws ContractError BAD_VALUE naming the field that is wrong. */
export function encode<K extends keyof Records>(name: K, value: Records[K]): Uint8Array {
  const frame = frameOf(new Uint8Array(LAYOUTS[name].size));
  codecOf(name).write(frame, 0, value, name);
  return frame.bytes;
}

/** Reads a struct. Throws ContractError BAD_SIZE unless the size is exactly the struct's. */
export function decode<K extends keyof Records>(name: K, bytes: Uint8Array): Records[K] {
  const { size } = LAYOUTS[name];
  if (bytes.length !== size)
    throw new ContractError(
      "BAD_SIZE",
      `A ${name} has ${size} bytes, not ${bytes.length}: is this the same contract version?`,
    );
  return codecOf(name).read(frameOf(bytes), 0) as Records[K];
}

/** Where a field lies in a struct and what bytes a value has there, as a genesis sets fields of the state. */
export function encodeField<K extends keyof Records, F extends keyof Records[K] & string>(
  name: K,
  field: F,
  value: Records[K][F],
): { offset: number; bytes: Uint8Array } {
  const layout = LAYOUTS[name].fields.find(([fieldName]) => fieldName === field);
  if (!layout) throw new ContractError("BAD_VALUE", `${name} has no field ${field}`);
  const codec = codecOf(layout[2]);
  const frame = frameOf(new Uint8Array(codec.size));
  codec.write(frame, 0, value, `${name}.${field}`);
  return { offset: layout[1], bytes: frame.bytes };
}

function frameOf(bytes: Uint8Array): Frame {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
}
