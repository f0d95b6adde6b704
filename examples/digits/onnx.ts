import { bytes, message, number, text } from "./protobuf.ts";

// Field numbers from onnx.proto (ONNX, IR version 8), named after the messages they stand in.
const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;

type ElementType = "float" | "int64";

/** A learnt constant of the graph: its numbers are stored as 32-bit floats. */
export function initializer(name: string, shape: number[], values: ArrayLike<number>): Uint8Array {
  const raw = new DataView(new ArrayBuffer(values.length * 4));
  for (let i = 0; i < values.length; i++) raw.setFloat32(i * 4, values[i]!, true);
  const dimensions = shape.map((size) => number(1, size));
  return message(...dimensions, number(2, FLOAT), text(8, name), bytes(9, new Uint8Array(raw.buffer)));
}

/** An operation of the graph with its whole-number attributes. */
export function node(
  operator: string,
  inputs: string[],
  output: string,
  attributes: Record<string, number | number[]> = {},
): Uint8Array {
  return message(
    ...inputs.map((input) => text(1, input)),
    text(2, output),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attribute(name, value))),
  );
}

function attribute(name: string, value: number | number[]): Uint8Array {
  return Array.isArray(value)
    ? message(text(1, name), ...value.map((one) => number(8, one)), number(20, ATTRIBUTE_INTS))
    : message(text(1, name), number(3, value), number(20, ATTRIBUTE_INT));
}

/** A named input or output of the graph; a dimension given as text is free. */
export function tensor(name: string, type: ElementType, shape: (number | string)[]): Uint8Array {
  const dimensions = shape.map((size) => bytes(1, typeof size === "number" ? number(1, size) : text(2, size)));
  const tensorType = message(number(1, type === "float" ? FLOAT : INT64), bytes(2, message(...dimensions)));
  return message(text(1, name), bytes(2, bytes(1, tensorType)));
}

/** A whole ONNX model (operator set 13). */
export function onnxModel(graph: {
  name: string;
  nodes: Uint8Array[];
  initializers: Uint8Array[];
  inputs: Uint8Array[];
  outputs: Uint8Array[];
}): Uint8Array {
  const body = message(
    ...graph.nodes.map((one) => bytes(1, one)),
    text(2, graph.name),
    ...graph.initializers.map((one) => bytes(5, one)),
    ...graph.inputs.map((one) => bytes(11, one)),
    ...graph.outputs.map((one) => bytes(12, one)),
  );
  return message(number(1, 8), text(2, "qubix-examples"), bytes(7, body), bytes(8, number(2, 13)));
}
