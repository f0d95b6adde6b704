import type { Tensor } from "@qubix/client/onnx";
import { isElement, tensorOf } from "@qubix/client/onnx";
import type { TensorSchema } from "@qubix/protocol";
import { fitsSchema } from "./fits-schema.ts";

/** Numbers that are no tensor of the kind. `what` says how. */
export class NotATensor extends Error {
  override readonly name = "NotATensor";

  constructor(
    readonly problem: "json" | "ragged" | "element" | "shape",
    /** What was found, or what is expected. */
    readonly detail: string,
  ) {
    super(`${problem}: ${detail}`);
  }
}

const MAX_ELEMENTS = 16_777_216;

/**
 * A tensor written as JSON: nested lists of numbers (whole numbers beyond 2^53 and any others as text too), or all numbers
 * in one list where the shape leaves only one reading. @throws NotATensor
 */
export function readJsonTensor(text: string, schema: TensorSchema): Tensor {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new NotATensor("json", (error as Error).message);
  }
  const found: number[] = [];
  const elements: (number | bigint)[] = [];
  collect(value, 0, found, elements, schema);
  const shape = fitsSchema({ dtype: schema.dtype, shape: found }, schema)
    ? found
    : shapeOfList(elements.length, schema);
  if (!shape) throw new NotATensor("shape", `[${found.join(", ")}]`);
  return tensorOf(schema.dtype, shape, elements);
}

function collect(
  value: unknown,
  depth: number,
  shape: number[],
  elements: (number | bigint)[],
  schema: TensorSchema,
): void {
  if (!Array.isArray(value)) {
    if (shape.length !== depth) throw new NotATensor("ragged", String(depth));
    elements.push(elementOf(value, schema));
    return;
  }
  if (depth >= 8 || elements.length + value.length > MAX_ELEMENTS)
    throw new NotATensor("shape", `[${[...shape, value.length].join(", ")}, …]`);
  // The first list of a depth says how long all of that depth are, but not below an element.
  if (shape.length === depth && (elements.length === 0 || depth === 0)) shape.push(value.length);
  if (shape[depth] !== value.length) throw new NotATensor("ragged", String(depth));
  for (const item of value) collect(item, depth + 1, shape, elements, schema);
}

function elementOf(value: unknown, { dtype }: TensorSchema): number | bigint {
  const number = typeof value === "boolean" ? Number(value) : typeof value === "string" ? fromText(value) : value;
  if ((typeof number === "number" || typeof number === "bigint") && isElement(dtype, number)) return number;
  throw new NotATensor("element", JSON.stringify(value)?.slice(0, 40) ?? "");
}

function fromText(text: string): number | bigint | undefined {
  if (/^-?[0-9]{1,20}$/.test(text)) return BigInt(text);
  return text.trim() === "" ? undefined : Number(text);
}

/** The one shape that a flat list of so many numbers can have: at most one dimension is free. */
function shapeOfList(count: number, { shape }: TensorSchema): number[] | undefined {
  const free = shape.filter((size) => typeof size === "string");
  const fixed = shape.reduce<number>((product, size) => product * (typeof size === "number" ? size : 1), 1);
  if (free.length > 1 || count === 0 || count % fixed !== 0) return undefined;
  if (free.length === 0 && count !== fixed) return undefined;
  return shape.map((size) => (typeof size === "number" ? size : count / fixed));
}
