import { decodeNpy, elementsOf, encodeNpy, isElement, type TensorType, tensorOf } from "@qubix/client/onnx";
import type { TensorSchema } from "@qubix/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areShares, rowsOf, summaryOf, topClassesOf } from "./describe-tensor.ts";
import { fitsSchema } from "./fits-schema.ts";
import { imageLayoutOf } from "./image-layout.ts";
import { hasLightEdge, type Picture, pictureTensor, prepared, resized } from "./picture.ts";
import { readJsonTensor } from "./read-json-tensor.ts";
import { valueRangeOf } from "./value-range.ts";

const schema = (dtype: TensorType, shape: (number | string)[]): TensorSchema => ({ name: "x", dtype, shape });

describe("elements", () => {
  it("come back as they went in, for each type, through a file too", () => {
    const types: [TensorType, (number | bigint)[]][] = [
      ["float32", [0.5, -2]],
      ["float64", [1e300, 0.1]],
      ["int8", [-128, 127]],
      ["uint8", [0, 255]],
      ["int16", [-32_768, 5]],
      ["uint16", [65_535, 0]],
      ["int32", [-5, 7]],
      ["uint32", [4_294_967_295, 1]],
      ["int64", [-(2n ** 63n), 5n]],
      ["uint64", [2n ** 64n - 1n, 0n]],
      ["bool", [1, 0]],
    ];
    for (const [dtype, values] of types) {
      expect(values.every((value) => isElement(dtype, value))).toBe(true);
      expect(elementsOf(decodeNpy(encodeNpy(tensorOf(dtype, [2], values))))).toEqual(values);
    }
    expect(isElement("uint8", 256)).toBe(false);
    expect(isElement("int64", 2 ** 60)).toBe(false);
    expect(isElement("int32", 0.5)).toBe(false);
    expect(isElement("float32", Number.NaN)).toBe(false);
  });
});

describe("readJsonTensor", () => {
  it("reads nested lists, and one list where that has one reading", () => {
    const wanted = schema("float32", ["N", 2]);
    expect(readJsonTensor("[[1,2],[3,4]]", wanted).shape).toEqual([2, 2]);
    expect(readJsonTensor("[1,2,3,4,5,6]", wanted).shape).toEqual([3, 2]);
    expect(readJsonTensor("7", schema("int64", [])).shape).toEqual([]);
    expect(elementsOf(readJsonTensor('["9007199254740993"]', schema("int64", ["N"])))).toEqual([9007199254740993n]);
    expect(elementsOf(readJsonTensor("[true,false]", schema("bool", [2])))).toEqual([1, 0]);
  });

  it.each([
    ["[1,", "json"],
    ["[[1,2],[3]]", "ragged"],
    ["[[1,2],3]", "ragged"],
    ["[1,[2,3]]", "ragged"],
    ['["a"]', "element"],
    ['[""]', "element"],
    ["[null]", "element"],
    ["[1e999]", "element"],
    ["[1,2,3]", "shape"],
    ["[]", "shape"],
    ["{}", "element"],
    ["[[[[[[[[[1]]]]]]]]]", "shape"],
  ])("refuses %s", (text, problem) => {
    expect(() => readJsonTensor(text, schema("float32", ["N", 2]))).toThrow(expect.objectContaining({ problem }));
  });

  it("tells the shape that was found, also where it gave up reading", () => {
    const found = (detail: string) => expect.objectContaining({ problem: "shape", detail });
    expect(() => readJsonTensor("[[1,2,3]]", schema("float32", ["N", 2]))).toThrow(found("[1, 3]"));
    const deep = "[[[[[[[[[1]]]]]]]]]";
    expect(() => readJsonTensor(deep, schema("float32", ["N", 2]))).toThrow(found("[1, 1, 1, 1, 1, 1, 1, 1, 1, …]"));
  });

  it("reads back what it was given, whatever the shape", () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    const nest = (shape: number[]): unknown => {
      const [first, ...rest] = shape;
      return first === undefined ? 1 : Array.from({ length: first }, () => nest(rest));
    };
    fc.assert(
      fc.property(shapes, (shape) => {
        const free = schema(
          "uint8",
          shape.map((_, i) => `d${i}`),
        );
        expect(readJsonTensor(JSON.stringify(nest(shape)), free).shape).toEqual(shape);
      }),
    );
  });
});

describe("imageLayoutOf", () => {
  it.each([
    [["N", 1, 8, 8], { channelsAt: "first", channels: 1, height: 8, width: 8, batch: "many" }],
    [[1, 3, 224, 224], { channelsAt: "first", channels: 3, height: 224, width: 224, batch: "one" }],
    [["N", "h", "w", 3], { channelsAt: "last", channels: 3, height: undefined, width: undefined, batch: "many" }],
    [[3, 32, 32], { channelsAt: "first", channels: 3, height: 32, width: 32, batch: "none" }],
    [["N", 28, 28], { channelsAt: "none", channels: 1, height: 28, width: 28, batch: "many" }],
    [[28, 28], { channelsAt: "none", channels: 1, height: 28, width: 28, batch: "none" }],
  ])("%j is pictures", (shape, layout) => expect(imageLayoutOf({ shape })).toEqual(layout));

  it.each([[["N", 4]], [["N", 10, 20, 30]], [[2, 3, 8, 8]], [[]], [["N", "d"]], [[1, 3, 2, 2]], [["a", "b", "c"]]])(
    "%j is none",
    (shape) => expect(imageLayoutOf({ shape })).toBeUndefined(),
  );
});

it.each([
  ["grey values from 0 to 16", "float32", 0, 16],
  ["RGB, -1.0..1.0", "float32", -1, 1],
  ["between 0 and 1", "float32", 0, 1],
  ["0–255", "float32", 0, 255],
  ["pixels", "float32", 0, 1],
  [undefined, "uint8", 0, 255],
  ["from 9 to 3", "float32", 0, 1],
] as const)("%j of %s has its range", (description, dtype, black, white) => {
  expect(valueRangeOf({ description, dtype } as TensorSchema)).toEqual({ black, white });
});

describe("pictures", () => {
  const picture = (width: number, height: number, at: (x: number, y: number) => number[]): Picture => ({
    width,
    height,
    data: Uint8ClampedArray.from(
      Array.from({ length: width * height }, (_, i) => [...at(i % width, Math.floor(i / width)), 255]).flat(),
    ),
  });
  const grey = (value: number) => [value, value, value];
  const layout = imageLayoutOf({ shape: ["N", 1, 8, 8] })!;

  it("are cut to the middle and averaged", () => {
    const wide = picture(6, 2, (x) => grey(x < 2 || x > 3 ? 255 : (x - 2) * 100));
    expect([...resized(wide, 2, 2).data]).toEqual([0, 0, 0, 255, 100, 100, 100, 255, 0, 0, 0, 255, 100, 100, 100, 255]);
    expect(resized(wide, 1, 1).data[0]).toBe(50);
    const small = resized(
      picture(1, 1, () => grey(9)),
      4,
      4,
    );
    expect(new Set(small.data)).toEqual(new Set([9, 255]));
  });

  it("become what the digits model takes: 0 to 16, light on dark", () => {
    const ink = picture(64, 64, (x) => grey(x >= 24 && x < 40 ? 0 : 255));
    expect(hasLightEdge(ink)).toBe(true);
    const made = prepared(ink, layout, true);
    const tensor = pictureTensor([made, made], layout, "float32", { black: 0, white: 16 });
    expect(tensor.shape).toEqual([2, 1, 8, 8]);
    expect(elementsOf(tensor, 0, 8)).toEqual([0, 0, 0, 16, 16, 0, 0, 0]);
    expect(fitsSchema(tensor, schema("float32", ["N", 1, 8, 8]))).toBe(true);
  });

  it("keep their channels where the model has them", () => {
    const one = picture(4, 4, () => [10, 20, 30]);
    const last = imageLayoutOf({ shape: [1, 4, 4, 3] })!;
    const first = imageLayoutOf({ shape: [3, 4, 4] })!;
    const range = { black: 0, white: 255 };
    expect(elementsOf(pictureTensor([prepared(one, last, false)], last, "uint8", range), 0, 4)).toEqual([
      10, 20, 30, 10,
    ]);
    const planes = pictureTensor([prepared(one, first, false)], first, "uint8", range);
    expect(planes.shape).toEqual([3, 4, 4]);
    expect(elementsOf(planes, 15, 2)).toEqual([10, 20]);
  });
});

describe("what a tensor says", () => {
  const scores = tensorOf("float32", [2, 3], [0.1, 0.7, 0.2, 0.5, 0.25, 0.25]);

  it("in figures and rows", () => {
    expect(summaryOf(tensorOf("int64", [3], [1n, 2n, 6n]))).toEqual({ min: 1, max: 6, mean: 3 });
    expect(summaryOf(tensorOf("int8", [0], []))).toBeUndefined();
    expect(rowsOf(tensorOf("uint8", [2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]), 3, 1)).toEqual([[1], [3], [5]]);
    expect(rowsOf(tensorOf("uint8", [], [7]), 3, 3)).toEqual([[7]]);
  });

  it("in best classes", () => {
    expect(topClassesOf(scores, 5, 2)!.map((row) => row.map(({ index }) => index))).toEqual([
      [1, 2],
      [0, 1],
    ]);
    expect(topClassesOf(tensorOf("int64", [1, 2], [1n, 2n]), 1, 1)).toBeUndefined();
    const shares = (values: number[]) => {
      const tensor = tensorOf("float32", [2, values.length / 2], values);
      return areShares(tensor, summaryOf(tensor)!);
    };
    expect(
      [
        [0.25, 0.75, 1, 0],
        [0, 0, 0, 0],
        [-1, 2, 0.5, 0.5],
      ].map(shares),
    ).toEqual([true, false, false]);
  });
});
