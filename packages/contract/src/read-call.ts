import { toHex } from "@qubix/qubic";
import { decode } from "./codec.ts";
import { LAYOUTS, PROCEDURES } from "./generated/layouts.ts";
import type { Records } from "./generated/types.ts";

/** What a transaction to the contract asks for, in words: 64-bit numbers are decimal strings, bytes are hex. */
export interface ReadCall {
  /** The procedure's name, `CreateJob`. */
  procedure: string;
  /** Its input by its fields; missing when the input is longer than the procedure's. */
  fields?: Record<string, unknown>;
}

const byInputType = new Map(Object.values(PROCEDURES).map(({ inputType, name }) => [inputType, name]));

/** Reads a call as the contract would: a shorter input is filled up with zeros. @returns undefined for an unknown procedure */
export function readCall(inputType: number, input: Uint8Array): ReadCall | undefined {
  const procedure = byInputType.get(inputType);
  if (procedure === undefined) return undefined;
  const record = `${procedure}_input` as keyof Records;
  const { size } = LAYOUTS[record];
  if (input.length > size) return { procedure };
  const whole = new Uint8Array(size);
  whole.set(input);
  return { procedure, fields: inWords(decode(record, whole)) as Record<string, unknown> };
}

function inWords(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(inWords);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, inWords(field)]));
}
