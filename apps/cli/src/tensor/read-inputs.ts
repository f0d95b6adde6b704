import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { decodeNpy, encodeNpy, NpyError, type Tensor } from "@qubix/client/onnx";
import type { TensorSchema } from "@qubix/protocol";
import type { InputBytes } from "../job/build-spec.ts";
import { CliError } from "../output/cli-error.ts";
import { checkTensor, joinTensors, makeTensor } from "./make-tensor.ts";
import { pictureValues } from "./picture.ts";
import { decodePng, isPng } from "./png.ts";
import { valuesOfCsv, valuesOfJson } from "./read-values.ts";

/**
 * A model's inputs from files: tensors (.npy), pictures (.png), lists of numbers (.json), rows of numbers (.csv).
 * @param given `FILE`, or `INPUT=FILE`; several for one input become one batch
 * @param invert of pictures: dark becomes light
 * @throws CliError
 */
export function readInputs(given: string[], inputs: TensorSchema[], invert: boolean): InputBytes[] {
  const files = new Map<TensorSchema, string[]>();
  for (const text of given) {
    const { input, file } = assign(text, inputs);
    files.set(input, [...(files.get(input) ?? []), file]);
  }
  const missing = inputs.find((input) => !files.has(input));
  if (missing) {
    const { name, dtype, shape, description } = missing;
    const what = `"${name}", ${dtype}[${shape.join(", ")}]${description ? ` (${description})` : ""}`;
    throw new CliError("INPUT_MISSING", `The model needs the input ${what}.`, `Give it: -i ${name}=FILE.`);
  }
  return [...files].map(([input, list]) => {
    const tensors = list.map((file) => readTensor(file, input, invert));
    return { path: `${input.name}.npy`, bytes: encodeNpy(joinTensors(tensors, input)) };
  });
}

function assign(text: string, inputs: TensorSchema[]): { input: TensorSchema; file: string } {
  const at = text.indexOf("=");
  const named = at > 0 ? inputs.find(({ name }) => name === text.slice(0, at)) : undefined;
  if (named) return { input: named, file: text.slice(at + 1) };
  if (inputs.length === 1) return { input: inputs[0]!, file: text };
  const names = inputs.map(({ name }) => name).join(", ");
  throw new CliError("WHICH_INPUT", `Say which input "${text}" is.`, `Write -i INPUT=FILE; the inputs are ${names}.`);
}

function readTensor(file: string, input: TensorSchema, invert: boolean): Tensor {
  const bytes = new Uint8Array(readFileSync(file));
  if (isPng(bytes)) {
    const numbers = pictureValues(decodePng(bytes), input, invert);
    return makeTensor({ numbers, shape: [numbers.length] }, input);
  }
  const text = () => new TextDecoder().decode(bytes);
  switch (extname(file).toLowerCase()) {
    case ".npy":
      return readNpy(file, bytes, input);
    case ".json":
      return makeTensor(valuesOfJson(text()), input);
    case ".csv":
      return makeTensor(valuesOfCsv(text()), input);
    default:
      throw new CliError(
        "UNKNOWN_FORMAT",
        `${file} is of a kind that is not read here.`,
        "Give .npy, .png, .json or .csv; other pictures can be saved as PNG.",
      );
  }
}

function readNpy(file: string, bytes: Uint8Array, input: TensorSchema): Tensor {
  try {
    const tensor = decodeNpy(bytes);
    checkTensor(tensor, input);
    return tensor;
  } catch (error) {
    if (!(error instanceof NpyError)) throw error;
    throw new CliError(error.code, `${file}: ${error.message}.`, "Write it with numpy.save.");
  }
}
