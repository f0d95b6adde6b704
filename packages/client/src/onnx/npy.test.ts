import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeNpy, encodeNpy, NPY_TYPES, NpyError, type TensorType } from "./index.ts";

it("reads back what it writes, for each type and shape", () => {
  const type = fc.constantFrom(...(Object.keys(NPY_TYPES) as TensorType[]));
  fc.assert(
    fc.property(type, fc.array(fc.nat(4), { maxLength: 5 }), (dtype, shape) => {
      const bytes = new Uint8Array(shape.reduce((a, b) => a * b, NPY_TYPES[dtype].size)).map((_, i) => i % 2);
      const file = encodeNpy({ dtype, shape, bytes });
      expect((file.length - bytes.length) % 64).toBe(0);
      expect(decodeNpy(file)).toEqual({ dtype, shape, bytes });
    }),
  );
});

it("writes what numpy.save writes", () => {
  const file = encodeNpy({ dtype: "int64", shape: [3], bytes: new Uint8Array(24) });
  const header = "{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }";
  expect(new TextDecoder("latin1").decode(file.subarray(0, 128))).toBe(`\x93NUMPY\x01\x00v\x00${header.padEnd(117)}\n`);
});

it("refuses anything else", () => {
  const good = encodeNpy({ dtype: "float32", shape: [2, 2], bytes: new Uint8Array(16) });
  const text = (from: string, to: string) =>
    new Uint8Array(Buffer.from(Buffer.from(good).toString("latin1").replace(from, to), "latin1"));
  for (const bad of [
    good.subarray(0, 60),
    good.subarray(0, -1),
    text("<f4", ">f4"),
    text("False", "True "),
    text("(2, 2)", "(2, 3)"),
    new Uint8Array(200),
  ]) {
    expect(() => decodeNpy(bad)).toThrow(NpyError);
  }
});
