import { encode, type FieldType, LAYOUTS } from "@qubix/contract";
import { toHex } from "@qubix/qubic";
import { className, snakeCase } from "../contract/names.ts";

type Name = keyof typeof LAYOUTS;

/** A struct of each kind, with values that use all their bits, and its bytes. Numbers are decimal strings. */
export function recordVectors(): unknown[] {
  const small = (Object.keys(LAYOUTS) as Name[]).filter((name) => LAYOUTS[name].size <= 2048 && !isInternal(name));
  return small.map((name, seed) => {
    const value = exampleOf(name, seed + 1);
    return { name: className(name), value: plain(value), encoded: toHex(encode(name, value as never)) };
  });
}

/** Structs of the contract's state that never travel. */
function isInternal(name: Name): boolean {
  return [
    "StateData",
    "Batch",
    "KeyEntry",
    "RequesterEntry",
    "NonceWindow",
    "Counts",
    "EpochRoot",
    "Hub_locals",
  ].includes(name);
}

function exampleOf(type: FieldType, seed: number): unknown {
  if (typeof type !== "string") {
    if (type.of === "uint8" || type.of === "sint8") return bytes(type.length, seed);
    return Array.from({ length: type.length }, (_, i) => exampleOf(type.of, seed * 31 + i + 1));
  }
  if (type === "id") return bytes(32, seed);
  const number = /^(bits|sint|uint)(\d+)$/.exec(type);
  if (number) return numberOf(Number(number[2]), number[1] === "sint", seed);
  const fields = LAYOUTS[type as Name].fields;
  return Object.fromEntries(fields.map(([name, , of], i) => [name, exampleOf(of, seed * 17 + i + 1)]));
}

function numberOf(bits: number, signed: boolean, seed: number): bigint | number {
  const digits = BigInt(`0x${toHex(bytes(bits / 8, seed))}`);
  const value = signed ? BigInt.asIntN(bits, digits) : digits;
  return bits < 64 ? Number(value) : value;
}

function bytes(size: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => (seed * 151 + i * 89 + 7) & 0xff);
}

/** As Python names it: bytes as hex, numbers as decimal strings. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [snakeCase(name), plain(member)]));
}
