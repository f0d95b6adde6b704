import { readFields } from "./protobuf-reader.ts";

/** A model that can't be run bit for bit the same everywhere, or that reaches outside its file. */
export class ModelRefusedError extends Error {
  readonly code = "MODEL_REFUSED";
}

/** Operators whose results come from a random generator seeded by the time. */
const RANDOM = new Set([
  "RandomNormal",
  "RandomNormalLike",
  "RandomUniform",
  "RandomUniformLike",
  "Multinomial",
  "Bernoulli",
]);
const MAXIMUM_NESTING = 16;
const EXTERNAL = 1;

type Message = "model" | "graph" | "node" | "attribute" | "tensor" | "sparse" | "function";

/** Which fields of onnx.proto lead to further messages that matter here. */
const CHILDREN: Record<Message, Record<number, Message>> = {
  model: { 7: "graph", 25: "function" },
  graph: { 1: "node", 5: "tensor", 15: "sparse" },
  node: { 5: "attribute" },
  attribute: { 5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse" },
  tensor: {},
  sparse: { 1: "tensor", 2: "tensor" },
  function: { 7: "node", 11: "attribute" },
};
const NODE_OPERATOR = 4;
const TENSOR_EXTERNAL_DATA = 13;
const TENSOR_LOCATION = 14;

/** Looks through an ONNX file without running it. Throws ModelRefusedError for data outside the file and for random
 * operators. Whether it is a valid model, the runtime says. */
export function checkModel(bytes: Uint8Array): void {
  try {
    visit("model", bytes, 0);
  } catch (error) {
    if (error instanceof RangeError) throw new ModelRefusedError(`This is no ONNX model: ${error.message}.`);
    throw error;
  }
}

function visit(kind: Message, message: Uint8Array, depth: number): void {
  if (depth > MAXIMUM_NESTING * 3) throw new ModelRefusedError("The model's graphs are nested too deeply.");
  for (const { number, value, bytes } of readFields(message)) {
    if (kind === "tensor" && (number === TENSOR_EXTERNAL_DATA || (number === TENSOR_LOCATION && value === EXTERNAL))) {
      throw new ModelRefusedError(
        "The model keeps weights outside its file (external data); save it with all data inside.",
      );
    }
    if (!bytes) continue;
    if (kind === "node" && number === NODE_OPERATOR) {
      const operator = new TextDecoder().decode(bytes);
      if (RANDOM.has(operator))
        throw new ModelRefusedError(
          `The model uses ${operator}, whose results are random; pass random numbers as an input.`,
        );
    }
    const child = CHILDREN[kind][number];
    if (child) visit(child, bytes, depth + 1);
  }
}
