import type { Tensor } from "@qubix/client/onnx";
import { expect, it } from "vitest";
import { checkInputs, type InputMetadata } from "./check-inputs.ts";

const tensor = (...shape: number[]): Tensor => {
  return { dtype: "float32", shape, bytes: new Uint8Array(4 * shape.reduce((product, size) => product * size, 1)) };
};
const input = (name: string, ...shape: (number | string)[]): InputMetadata => {
  return { name, isTensor: true, type: "float32", shape };
};
const check = (expected: InputMetadata[], given: Record<string, Tensor>) => () =>
  checkInputs(expected, new Map(Object.entries(given)));

it("takes any size for a free dimension, whether it has a name or not", () => {
  for (const free of ["N", "", -1, 0xffff_ffff])
    expect(check([input("x", free, 3)], { x: tensor(7, 3) })).not.toThrow();
  expect(check([input("x", "", 3)], { x: tensor(7, 4) })).toThrow(/must have the shape/);
});

it("wants a name to mean the same size everywhere", () => {
  const both = [input("x", "N"), input("y", "N")];
  expect(check(both, { x: tensor(2), y: tensor(2) })).not.toThrow();
  expect(check(both, { x: tensor(2), y: tensor(3) })).toThrow(/must have the shape/);
});
