import { ContractError } from "./contract-error.ts";
import { LAYOUTS } from "./generated/layouts.ts";
import type { Records } from "./generated/types.ts";
import type { FieldType } from "./record-layout.ts";

/** The bytes of a struct, and a view of the same bytes. */
export interface Frame {
  bytes: Uint8Array;
  view: DataView;
}

/** Reads and writes one value at a byte offset. `path` names the value in errors. */
export interface FieldCodec {
  size: number;
  read(frame: Frame, at: number): unknown;
  write(frame: Frame, at: number, value: unknown, path: string): void;
}

const cache = new Map<string, FieldCodec>();

/** The codec of a type; those of named types are made once. */
export function codecOf(type: FieldType): FieldCodec {
  if (typeof type !== "string") return arrayCodec(type.of, type.length);
  let codec = cache.get(type);
  if (!codec) {
    codec = makeCodec(type);
    cache.set(type, codec);
  }
  return codec;
}

function makeCodec(type: string): FieldCodec {
  if (type === "id") return bytesCodec(32, true);
  if (type === "bit") return bitCodec;
  if (type.startsWith("bits")) return bitsCodec(Number(type.slice(4)));
  const number = type.match(/^([su])int(\d+)$/);
  if (!number) return recordCodec(type as keyof Records);
  const signed = number[1] === "s";
  return number[2] === "64" ? wideCodec(signed) : numberCodec(Number(number[2]) as 8 | 16 | 32, signed);
}

function recordCodec(name: keyof Records): FieldCodec {
  const { size, fields } = LAYOUTS[name];
  const codecs = fields.map(([field, offset, type]) => ({ field, offset, codec: codecOf(type) }));
  return {
    size,
    read(frame, at) {
      const record: Record<string, unknown> = {};
      for (const { field, offset, codec } of codecs) record[field] = codec.read(frame, at + offset);
      return record;
    },
    write(frame, at, value, path) {
      if (typeof value !== "object" || value === null) refuse(path, value, `a ${name}`);
      for (const { field, offset, codec } of codecs)
        codec.write(frame, at + offset, (value as Record<string, unknown>)[field], `${path}.${field}`);
    },
  };
}

/**
 * Arrays of structs may be shorter than the contract's, the rest is zeros. Arrays of numbers and ids must be whole,
 * since zero means something there (slot 0).
 */
function arrayCodec(of: FieldType, length: number): FieldCodec {
  if (of === "uint8" || of === "sint8") return bytesCodec(length, false);
  const item = codecOf(of);
  const mayBeShort = typeof of === "string" && of in LAYOUTS;
  return {
    size: item.size * length,
    read(frame, at) {
      const items: unknown[] = [];
      for (let i = 0; i < length; i++) items.push(item.read(frame, at + i * item.size));
      return items;
    },
    write(frame, at, value, path) {
      const fits = Array.isArray(value) && (mayBeShort ? value.length <= length : value.length === length);
      if (!fits) refuse(path, value, `an array of ${mayBeShort ? "at most " : ""}${length}`);
      value.forEach((entry, i) => void item.write(frame, at + i * item.size, entry, `${path}[${i}]`));
    },
  };
}

/** Raw bytes: an id, or a buffer that may be given shorter and is then filled up with zeros. */
function bytesCodec(size: number, exact: boolean): FieldCodec {
  return {
    size,
    read: ({ bytes }, at) => bytes.slice(at, at + size),
    write({ bytes }, at, value, path) {
      const fits = value instanceof Uint8Array && (exact ? value.length === size : value.length <= size);
      if (!fits) refuse(path, value, `${exact ? "" : "at most "}${size} bytes`);
      bytes.set(value, at);
    },
  };
}

const bitCodec: FieldCodec = {
  size: 1,
  read: ({ bytes }, at) => bytes[at] !== 0,
  write({ bytes }, at, value, path) {
    if (typeof value !== "boolean") refuse(path, value, "true or false");
    bytes[at] = value ? 1 : 0;
  },
};

function bitsCodec(count: number): FieldCodec {
  const words = Math.max(1, count / 64);
  const limit = 1n << BigInt(count);
  return {
    size: words * 8,
    read({ view }, at) {
      let value = 0n;
      for (let i = words - 1; i >= 0; i--) value = (value << 64n) | view.getBigUint64(at + i * 8, true);
      return value;
    },
    write({ view }, at, value, path) {
      if (typeof value !== "bigint" || value < 0n || value >= limit) refuse(path, value, `a bigint of ${count} bits`);
      for (let i = 0; i < words; i++) view.setBigUint64(at + i * 8, BigInt.asUintN(64, value >> BigInt(i * 64)), true);
    },
  };
}

function wideCodec(signed: boolean): FieldCodec {
  const wrap = signed ? BigInt.asIntN : BigInt.asUintN;
  return {
    size: 8,
    read: ({ view }, at) => (signed ? view.getBigInt64(at, true) : view.getBigUint64(at, true)),
    write({ view }, at, value, path) {
      if (typeof value !== "bigint" || wrap(64, value) !== value)
        refuse(path, value, `a bigint that fits ${signed ? "s" : "u"}int64`);
      view.setBigInt64(at, value, true);
    },
  };
}

function numberCodec(bits: 8 | 16 | 32, signed: boolean): FieldCodec {
  const getter = `get${signed ? "Int" : "Uint"}${bits}` as "getUint32";
  const setter = `set${signed ? "Int" : "Uint"}${bits}` as "setUint32";
  const low = signed ? -(2 ** (bits - 1)) : 0;
  const high = low + 2 ** bits - 1;
  return {
    size: bits / 8,
    read: ({ view }, at) => view[getter](at, true),
    write({ view }, at, value, path) {
      if (!Number.isInteger(value) || (value as number) < low || (value as number) > high)
        refuse(path, value, `an integer from ${low} to ${high}`);
      view[setter](at, value as number, true);
    },
  };
}

function refuse(path: string, value: unknown, wanted: string): never {
  const given =
    value instanceof Uint8Array
      ? `${value.length} bytes`
      : Array.isArray(value)
        ? `an array of ${value.length}`
        : String(value);
  throw new ContractError("BAD_VALUE", `${path} must be ${wanted}, not ${given}`, { path });
}
