import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, encode, encodeField } from "./codec.ts";
import { ContractError } from "./contract-error.ts";
import { LAYOUTS } from "./generated/layouts.ts";
import type { LeaseItem, Records } from "./generated/types.ts";
import type { FieldType } from "./record-layout.ts";

/** Any value of a type. */
function anyOf(type: FieldType): fc.Arbitrary<unknown> {
  if (typeof type !== "string") {
    if (type.of === "uint8" || type.of === "sint8")
      return fc.uint8Array({ minLength: type.length, maxLength: type.length });
    return fc.array(anyOf(type.of), { minLength: type.length, maxLength: type.length });
  }
  if (type in LAYOUTS)
    return fc.record(
      Object.fromEntries(LAYOUTS[type as keyof Records].fields.map(([name, , of]) => [name, anyOf(of)])),
      { noNullPrototype: true },
    );
  if (type === "id") return fc.uint8Array({ minLength: 32, maxLength: 32 });
  if (type === "bit") return fc.boolean();
  if (type.startsWith("bits")) return fc.bigInt({ min: 0n, max: (1n << BigInt(type.slice(4))) - 1n });
  const bits = BigInt(type.slice(4));
  const min = type[0] === "s" ? -(1n << (bits - 1n)) : 0n;
  const wide = fc.bigInt({ min, max: min + (1n << bits) - 1n });
  return bits === 64n ? wide : wide.map(Number);
}

const lease: LeaseItem = { assignment: 1, attempt: 2, leaseTicks: 3 };

function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof ContractError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "nothing";
}

describe("encode and decode", () => {
  it.each([
    "CreateJob_input",
    "AssignJobs_input",
    "UpdateProvider_input",
    "Provider",
    "Receipt",
    "Event",
    "Explain_input",
  ] as const)("bring back any %s", (name) => {
    fc.assert(
      fc.property(anyOf(name), (value) => {
        expect(decode(name, encode(name, value as Records[typeof name]))).toEqual(value);
      }),
      { numRuns: 30 },
    );
  });

  it("fill up short arrays of structs and short buffers with zeros", () => {
    const leases = decode("RenewLeases_input", encode("RenewLeases_input", { items: [lease], count: 1, nonce: 5n }));
    expect(leases.items).toHaveLength(64);
    expect(leases.items.slice(0, 2)).toEqual([lease, { assignment: 0, attempt: 0, leaseTicks: 0 }]);
    const question = { invocator: new Uint8Array(32), amount: 0n, procedure: 1, input: new Uint8Array([9]) };
    expect(decode("Explain_input", encode("Explain_input", question)).input.subarray(0, 2)).toEqual(
      new Uint8Array([9, 0]),
    );
  });

  it("read bytes that begin anywhere", () => {
    const bytes = encode("LeaseItem", lease);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decode("LeaseItem", shifted.subarray(3))).toEqual(lease);
  });

  it("name the field that is wrong", () => {
    const withItems = (items: unknown[]) => () =>
      encode("RenewLeases_input", { items: items as LeaseItem[], count: 1, nonce: 1n });
    expect(refusal(withItems([{ ...lease, attempt: -1 }]))).toBe(
      "BAD_VALUE: RenewLeases_input.items[0].attempt must be an integer from 0 to 4294967295, not -1",
    );
    expect(refusal(withItems([{ ...lease, attempt: 1.5 }]))).toContain("not 1.5");
    expect(refusal(withItems([{ ...lease, attempt: undefined }]))).toContain("not undefined");
    expect(refusal(withItems([null]))).toBe("BAD_VALUE: RenewLeases_input.items[0] must be a LeaseItem, not null");
    expect(refusal(withItems(Array(65).fill(lease)))).toContain("an array of at most 64, not an array of 65");
  });

  it("refuse wide numbers that do not fit or are no bigint", () => {
    const cancel = { jobKey: new Uint8Array(32), jobSlot: 0 };
    for (const nonce of [1n << 64n, -1n, 5 as unknown as bigint])
      expect(refusal(() => encode("CancelJob_input", { ...cancel, nonce }))).toContain(
        "CancelJob_input.nonce must be a bigint",
      );
    expect(refusal(() => encode("RequestUnstake_input", { amount: 1n << 63n, nonce: 0n }))).toContain("sint64");
    expect(encode("RequestUnstake_input", { amount: -1n, nonce: (1n << 64n) - 1n })).toEqual(
      new Uint8Array(16).fill(255),
    );
  });

  it("refuse ids of another length and arrays of slots that are not whole", () => {
    const terms = { minPrice: 0n, capacity: 1, anyHub: 1, nonce: 1n, payout: new Uint8Array(32) };
    const hubs = [1, 2, 3, 4];
    expect(refusal(() => encode("RegisterProvider_input", { ...terms, hubs, hot: new Uint8Array(31) }))).toBe(
      "BAD_VALUE: RegisterProvider_input.hot must be 32 bytes, not 31 bytes",
    );
    expect(refusal(() => encode("RegisterProvider_input", { ...terms, hubs: [1], hot: new Uint8Array(32) }))).toBe(
      "BAD_VALUE: RegisterProvider_input.hubs must be an array of 4, not an array of 1",
    );
  });

  it("refuse bytes of another size", () => {
    expect(refusal(() => decode("LeaseItem", new Uint8Array(11)))).toContain(
      "BAD_SIZE: A LeaseItem has 12 bytes, not 11",
    );
    expect(refusal(() => decode("LeaseItem", new Uint8Array(13)))).toContain("BAD_SIZE");
  });
});

describe("encodeField", () => {
  it("gives the place and the bytes of one field", () => {
    expect(encodeField("LeaseItem", "leaseTicks", 258)).toEqual({ offset: 8, bytes: new Uint8Array([2, 1, 0, 0]) });
    expect(refusal(() => encodeField("LeaseItem", "nonsense" as "attempt", 1))).toContain("no field nonsense");
  });
});
