import type { Tensor } from "@qubix/client/onnx";

/** What the runtime tells about a model's input. */
export type InputMetadata = { name: string; isTensor: boolean; type?: string; shape?: readonly (number | string)[] };

/** A free dimension without a name, as the WebAssembly runtime tells it: -1, read without its sign. */
const NAMELESS = 0xffff_ffff;

/** Inputs that don't fit the model; the message names the tensor and what is expected. */
export class InputMismatch extends Error {}

/** Compares names, element types and shapes. A named dimension may have any size, but the same everywhere. */
export function checkInputs(expected: readonly InputMetadata[], given: ReadonlyMap<string, Tensor>): void {
  const list = expected.map(({ name }) => name).join(", ");
  for (const name of given.keys()) {
    if (!expected.some((input) => input.name === name))
      throw new InputMismatch(`the model has no input "${name}"; it has: ${list}`);
  }
  const named = new Map<string, number>();
  for (const input of expected) {
    const tensor = given.get(input.name);
    if (!tensor)
      throw new InputMismatch(
        `the input "${input.name}" is missing; give a file ${input.name}.npy (the model's inputs: ${list})`,
      );
    const { type, shape } = tensorMetadata(input);
    if (tensor.dtype !== type)
      throw new InputMismatch(`the input "${input.name}" must be ${type}, the file has ${tensor.dtype}`);
    const fits =
      shape.length === tensor.shape.length && shape.every((size, i) => fitsDimension(size, tensor.shape[i]!, named));
    if (!fits)
      throw new InputMismatch(
        `the input "${input.name}" must have the shape [${shape.join(", ")}], the file has [${tensor.shape.join(", ")}]`,
      );
  }
}

function tensorMetadata(input: InputMetadata): { type: string; shape: readonly (number | string)[] } {
  if (!input.isTensor || !input.type || !input.shape)
    throw new InputMismatch(`the model's input "${input.name}" is no tensor`);
  return { type: input.type, shape: input.shape };
}

function fitsDimension(expected: number | string, given: number, named: Map<string, number>): boolean {
  if (typeof expected === "number") return expected < 0 || expected === NAMELESS || expected === given;
  if (expected === "") return true;
  const known = named.get(expected);
  if (known === undefined) named.set(expected, given);
  return known === undefined || known === given;
}
