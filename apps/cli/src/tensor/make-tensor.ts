import { NPY_TYPES, type Tensor } from "@qubix/client/onnx";
import type { TensorSchema } from "@qubix/protocol";
import { CliError } from "../output/cli-error.ts";
import type { Values } from "./read-values.ts";

/**
 * Values as the tensor that a model's input asks for. They may be written flat or in another nesting: a size that the
 * model leaves open follows from how many there are. @throws CliError DOES_NOT_FIT
 */
export function makeTensor(values: Values, input: TensorSchema): Tensor {
  const shape = fitShape(values, input);
  const { size } = NPY_TYPES[input.dtype];
  const bytes = new Uint8Array(values.numbers.length * size);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.numbers.entries()) write(view, i * size, value, input);
  return { dtype: input.dtype, shape, bytes };
}

/** @throws CliError DOES_NOT_FIT when a tensor is not what the model's input asks for */
export function checkTensor({ dtype, shape }: Tensor, input: TensorSchema): void {
  const fits =
    shape.length === input.shape.length &&
    input.shape.every((size, i) => typeof size !== "number" || size === shape[i]);
  if (dtype !== input.dtype || !fits) throw misfit(input, `the file has ${dtype}[${shape.join(", ")}]`);
}

/** Several tensors of one input as one: along its first size, which must be an open one. @throws CliError DOES_NOT_FIT */
export function joinTensors(tensors: Tensor[], input: TensorSchema): Tensor {
  const [first, ...others] = tensors as [Tensor, ...Tensor[]];
  if (others.length === 0) return first;
  const inner = String(first.shape.slice(1));
  if (typeof input.shape[0] === "number" || others.some(({ shape }) => String(shape.slice(1)) !== inner))
    throw misfit(input, "it takes one at a time, or they differ in size");
  const count = tensors.reduce((sum, { shape }) => sum + shape[0]!, 0);
  const bytes = new Uint8Array(Buffer.concat(tensors.map((one) => one.bytes)));
  return { dtype: first.dtype, shape: [count, ...first.shape.slice(1)], bytes };
}

function fitShape({ numbers, shape }: Values, input: TensorSchema): number[] {
  const fixed = input.shape.filter((size) => typeof size === "number").reduce((product, size) => product * size, 1);
  const open = input.shape.length - input.shape.filter((size) => typeof size === "number").length;
  if (open === 0 && numbers.length === fixed) return input.shape as number[];
  if (open === 1 && numbers.length > 0 && numbers.length % fixed === 0)
    return input.shape.map((size) => (typeof size === "number" ? size : numbers.length / fixed));
  const agrees = input.shape.every((size, i) => typeof size !== "number" || size === shape[i]);
  if (open > 1 && shape.length === input.shape.length && agrees) return shape;
  throw misfit(input, `there are ${numbers.length} values in the shape [${shape.join(", ")}]`);
}

function write(view: DataView, at: number, value: number, input: TensorSchema): void {
  const { dtype } = input;
  if (dtype === "float32") view.setFloat32(at, value, true);
  else if (dtype === "float64") view.setFloat64(at, value, true);
  else writeWhole(view, at, value, input, dtype);
}

function writeWhole(view: DataView, at: number, value: number, input: TensorSchema, dtype: keyof typeof BOUNDS): void {
  const [low, high] = BOUNDS[dtype];
  if (!Number.isSafeInteger(value) || value < low || value > high)
    throw misfit(input, `${value} is none of its values`);
  const bytes = NPY_TYPES[dtype].size;
  if (bytes === 8) {
    view.setBigInt64(at, BigInt(value), true);
    return;
  }
  // Two's complement: the low bytes of a negative number are those of its type.
  for (let i = 0; i < bytes; i++) view.setUint8(at + i, Math.floor(value / 256 ** i) & 0xff);
}

const signed = (bits: number) => [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] as const;
const unsigned = (bits: number) => [0, 2 ** bits - 1] as const;
const BOUNDS = {
  ...{ int8: signed(8), int16: signed(16), int32: signed(32), int64: signed(64) },
  ...{ uint8: unsigned(8), uint16: unsigned(16), uint32: unsigned(32), uint64: unsigned(64) },
  bool: [0, 1],
} as const;

function misfit({ name, dtype, shape }: TensorSchema, what: string): CliError {
  return new CliError(
    "DOES_NOT_FIT",
    `The model's input "${name}" takes ${dtype}[${shape.join(", ")}]: ${what}.`,
    "Give values that fit it; `qubix model show` tells what the model takes.",
  );
}
