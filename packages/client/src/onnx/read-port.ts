import { elementName } from "./element-types.ts";
import type { TensorPort } from "./inspection.ts";
import type { Extent, MessageReader } from "./message-reader.ts";

/** As in schemas of tensors. */
const NAME_LENGTH = 32;
const MAXIMUM_DIMENSIONS = 64;
/** What is no tensor, by its field in onnx.proto. */
const OTHERS: Record<number, string> = {
  4: "sequence",
  5: "map",
  7: "opaque",
  8: "sparse tensor",
  9: "optional",
};

/** An input or output of a graph: its name, and its type where it is told. */
export async function readPort(reader: MessageReader, extent: Extent): Promise<TensorPort> {
  let name = "";
  let type: Omit<TensorPort, "name"> = { dtype: "unknown" };
  for await (const field of reader.fields(extent)) {
    if (field.number === 1) name = await reader.text(field);
    else if (field.number === 2) type = await readType(reader, field);
  }
  return { name, ...type };
}

async function readType(reader: MessageReader, extent: Extent): Promise<Omit<TensorPort, "name">> {
  let type: Omit<TensorPort, "name"> = { dtype: "unknown" };
  for await (const field of reader.fields(extent)) {
    if (field.number === 1) type = await readTensorType(reader, field);
    else if (OTHERS[field.number] !== undefined) type = { dtype: OTHERS[field.number]! };
  }
  return type;
}

async function readTensorType(reader: MessageReader, extent: Extent): Promise<Omit<TensorPort, "name">> {
  let dtype = "unknown";
  let shape: (number | string)[] | undefined;
  for await (const field of reader.fields(extent)) {
    if (field.number === 1) dtype = elementName(field.value ?? 0);
    else if (field.number === 2) shape = await readShape(reader, field);
  }
  return { dtype, ...(shape && { shape }) };
}

async function readShape(reader: MessageReader, extent: Extent): Promise<(number | string)[]> {
  const shape: (number | string)[] = [];
  for await (const field of reader.fields(extent)) {
    if (field.number !== 1) continue;
    if (shape.length === MAXIMUM_DIMENSIONS) throw new RangeError("a tensor has too many dimensions");
    shape.push(await readDimension(reader, field, shape.length));
  }
  return shape;
}

/** A size, or the name of a free one, made such that a schema takes it. */
async function readDimension(reader: MessageReader, extent: Extent, index: number): Promise<number | string> {
  let size: number | undefined;
  let name = "";
  for await (const field of reader.fields(extent)) {
    // The last one counts: they exclude each other.
    if (field.number === 1) [size, name] = [field.value, ""];
    else if (field.number === 2) [size, name] = [undefined, await reader.text(field)];
  }
  if (size !== undefined && Number.isSafeInteger(size)) return size;
  const plain = name.replaceAll(/[^A-Za-z0-9_]/g, "_").replace(/^(?=[0-9])/, "_");
  return plain === "" ? `dim${index}` : plain.slice(0, NAME_LENGTH);
}
