import { elementsOf } from "@qubix/client/onnx";
import { expect, test } from "vitest";
import { checkTensor, joinTensors, makeTensor } from "./make-tensor.ts";
import { valuesOfCsv, valuesOfJson } from "./read-values.ts";
import { tensorText } from "./tensor-text.ts";

const input = { name: "x", dtype: "float32" as const, shape: ["N", 2, 2] };

test("values take the shape of the input, however they are nested", () => {
  const flat = makeTensor(valuesOfCsv("1,2,3,4\n5,6,7,8\n"), input);
  expect(flat.shape).toEqual([2, 2, 2]);
  expect(makeTensor(valuesOfJson("[[1,2],[3,4]]"), input).shape).toEqual([1, 2, 2]);
  expect(elementsOf(flat)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(makeTensor(valuesOfJson("[[[1],[2]]]"), { ...input, shape: ["N", "M", 1] }).shape).toEqual([1, 2, 1]);
});

test("whole numbers keep their value in each type, or are refused", () => {
  for (const dtype of ["int8", "int16", "int32", "int64"] as const) {
    const values = elementsOf(makeTensor(valuesOfJson("[-5, 100]"), { name: "x", dtype, shape: ["N"] }));
    expect(values.map(Number)).toEqual([-5, 100]);
  }
  const bytes = { name: "x", dtype: "uint8" as const, shape: ["N"] };
  expect(() => makeTensor(valuesOfJson("[256]"), bytes)).toThrow("256");
  expect(() => makeTensor(valuesOfJson("[1.5]"), bytes)).toThrow("1.5");
  expect(elementsOf(makeTensor(valuesOfJson("[true, false]"), { ...bytes, dtype: "bool" }))).toEqual([1, 0]);
});

test("what does not fit is told with what would", () => {
  expect(() => makeTensor(valuesOfJson("[1,2,3]"), input)).toThrow("float32[N, 2, 2]: there are 3 values");
  expect(() => checkTensor({ dtype: "float64", shape: [1, 2, 2], bytes: new Uint8Array(32) }, input)).toThrow(
    "float64",
  );
  expect(() => valuesOfJson("[[1,2],[3]]")).toThrow("equal lengths");
  expect(() => valuesOfJson('["a"]')).toThrow("no number");
  expect(() => valuesOfCsv("1,a\n2,3")).toThrow("no number");
  expect(valuesOfCsv("a;b\n1;2\n")).toEqual({ numbers: [1, 2], shape: [1, 2] });
});

test("several become one batch, if the input takes batches", () => {
  const one = makeTensor(valuesOfJson("[1,2,3,4]"), input);
  expect(joinTensors([one, one], input)).toMatchObject({ shape: [2, 2, 2] });
  expect(() => joinTensors([one, one], { ...input, shape: [1, 2, 2] })).toThrow("one at a time");
});

test("a tensor is told by its first values, and rows of probabilities by the likeliest", () => {
  const shares = makeTensor(valuesOfJson("[[0.1,0.9],[0.75,0.25]]"), { name: "p", dtype: "float32", shape: ["N", 2] });
  expect(tensorText(shares)).toBe("float32[2, 2]: 0.1 0.9 0.75 0.25\nlikeliest: 1 (90.0 %), 0 (75.0 %)");
  const long = makeTensor(valuesOfJson(JSON.stringify(Array(100).fill(7))), {
    name: "x",
    dtype: "int64",
    shape: ["N"],
  });
  expect(tensorText(long)).toMatch(/^int64\[100\]: (7 ){12}… \(100 values\)$/);
});
