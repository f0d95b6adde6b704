import { type FieldType, LAYOUTS, type Records } from "@qubix/contract";

/** The sequence of numbers that contracts/host/golden.h fills structs with (splitmix64). */
class GoldenSequence {
  constructor(private next: bigint) {}

  take(): bigint {
    let word = BigInt.asUintN(64, this.next++ * 0x9e3779b97f4a7c15n);
    word = BigInt.asUintN(64, (word ^ (word >> 30n)) * 0xbf58476d1ce4e5b9n);
    word = BigInt.asUintN(64, (word ^ (word >> 27n)) * 0x94d049bb133111ebn);
    return word ^ (word >> 31n);
  }
}

/** A struct filled with the numbers from `start` on, field by field in the order of declaration. */
export function goldenRecord<K extends keyof Records>(name: K, start: bigint): Records[K] {
  return goldenValue(name, new GoldenSequence(start)) as Records[K];
}

function goldenValue(type: FieldType, sequence: GoldenSequence): unknown {
  if (typeof type !== "string") {
    const items = Array.from({ length: type.length }, () => goldenValue(type.of, sequence));
    return type.of === "uint8" || type.of === "sint8" ? Uint8Array.from(items as number[]) : items;
  }
  if (type in LAYOUTS) {
    const fields = LAYOUTS[type as keyof Records].fields;
    return Object.fromEntries(fields.map(([field, , fieldType]) => [field, goldenValue(fieldType, sequence)]));
  }
  if (type === "id") return new Uint8Array(BigUint64Array.from({ length: 4 }, () => sequence.take()).buffer);
  if (type === "bit") return (sequence.take() & 1n) === 1n;
  if (type.startsWith("bits")) {
    let value = 0n;
    for (let i = 0n; i < BigInt(type.slice(4)); i++) value |= (sequence.take() & 1n) << i;
    return value;
  }
  const bits = Number(type.slice(4));
  const value = (type[0] === "s" ? BigInt.asIntN : BigInt.asUintN)(bits, sequence.take());
  return bits === 64 ? value : Number(value);
}
