import { elementBytes } from "./element-types.ts";
import type { OnnxInspection, TensorPort } from "./inspection.ts";
import { type Extent, type MessageReader, TEXT_BYTES } from "./message-reader.ts";
import { readPort } from "./read-port.ts";

/** Of If, Loop and Scan in one another. */
const MAXIMUM_NESTING = 16;
const MAXIMUM_DIMENSIONS = 64;
/** Different names that are kept; the work is bounded elsewhere. */
const MAXIMUM_NAMES = 100_000;
const EXTERNAL = 1;
const ONNX = "ai.onnx";

/** Weights by name: an older file lists them among the inputs, too. */
type Facts = Omit<OnnxInspection, "size" | "operators" | "externalData"> & {
  operators: Map<string, number>;
  externalData: Set<string>;
  weights: Set<string>;
};

/**
 * Goes through an ONNX file once (onnx.proto has the numbers of the fields). A message that comes twice where one belongs
 * is visited twice: a runtime would merge them. @throws RangeError
 */
export class ModelWalk {
  readonly facts: Facts = {
    ...{ irVersion: 0, producer: "", opsets: [], nodes: 0, inputs: [], outputs: [], functions: [] },
    ...{ initializers: 0, parameters: 0, initializerBytes: 0 },
    ...{ operators: new Map(), externalData: new Set(), weights: new Set() },
  };
  #graphs = 0;

  constructor(readonly reader: MessageReader) {}

  async model(extent: Extent): Promise<void> {
    const { reader, facts } = this;
    for await (const field of reader.fields(extent)) {
      if (field.number === 1) facts.irVersion = exact(field.value);
      else if (field.number === 2) facts.producer = await reader.text(field);
      else if (field.number === 7) await this.#graph(field, 0);
      else if (field.number === 8) await this.#opset(field);
      else if (field.number === 25) await this.#function(field);
    }
    if (this.#graphs === 0) throw new RangeError("it has no graph");
  }

  async #opset(extent: Extent): Promise<void> {
    let [domain, version] = ["", 0];
    for await (const field of this.reader.fields(extent)) {
      if (field.number === 1) domain = await this.reader.text(field);
      else if (field.number === 2) version = exact(field.value);
    }
    push(this.facts.opsets, { domain: domain || ONNX, version });
  }

  async #graph(extent: Extent, depth: number): Promise<void> {
    if (depth > MAXIMUM_NESTING) throw new RangeError("its graphs are nested too deeply");
    this.#graphs++;
    for await (const field of this.reader.fields(extent)) {
      if (field.number === 1) await this.#node(field, depth);
      else if (field.number === 5) await this.#weight(field, depth);
      else if (field.number === 15) await this.#sparse(field, true);
      else if (depth > 0) continue;
      else if (field.number === 11) push(this.facts.inputs, await readPort(this.reader, field));
      else if (field.number === 12) push(this.facts.outputs, await readPort(this.reader, field));
    }
  }

  async #node(extent: Extent, depth: number): Promise<void> {
    let [name, domain] = ["", ""];
    for await (const field of this.reader.fields(extent)) {
      if (field.number === 4) name = await this.reader.text(field);
      else if (field.number === 7) domain = await this.reader.text(field);
      else if (field.number === 5) await this.#attribute(field, depth);
    }
    const { operators } = this.facts;
    const key = `${domain || ONNX}:${name}`;
    this.facts.nodes++;
    operators.set(key, (operators.get(key) ?? 0) + 1);
    if (operators.size > MAXIMUM_NAMES) throw new RangeError("it has too many operators");
  }

  async #attribute(extent: Extent, depth: number): Promise<void> {
    for await (const field of this.reader.fields(extent)) {
      if (field.number === 5 || field.number === 10) await this.#tensor(field);
      else if (field.number === 6 || field.number === 11) await this.#graph(field, depth + 1);
      else if (field.number === 22 || field.number === 23) await this.#sparse(field, false);
    }
  }

  async #function(extent: Extent): Promise<void> {
    let [name, domain] = ["", ""];
    for await (const field of this.reader.fields(extent)) {
      if (field.number === 1) name = await this.reader.text(field);
      else if (field.number === 10) domain = await this.reader.text(field);
      else if (field.number === 7) await this.#node(field, 0);
      else if (field.number === 11) await this.#attribute(field, 0);
    }
    push(this.facts.functions, `${domain || ONNX}:${name}`);
  }

  async #weight(extent: Extent, depth: number): Promise<void> {
    const { facts } = this;
    const tensor = await this.#tensor(extent);
    facts.initializers++;
    facts.parameters = exact(facts.parameters + tensor.elements);
    facts.initializerBytes += tensor.bytes;
    if (depth > 0) return;
    facts.weights.add(tensor.name);
    if (facts.weights.size > MAXIMUM_NAMES) throw new RangeError("it has too many weights");
  }

  async #sparse(extent: Extent, isWeight: boolean): Promise<void> {
    for await (const field of this.reader.fields(extent)) {
      if (field.number === 1 && isWeight) await this.#weight(field, 1);
      else if (field.number === 1 || field.number === 2) await this.#tensor(field);
    }
  }

  /** @throws RangeError also where raw bytes don't fill the shape */
  async #tensor(extent: Extent): Promise<{ name: string; elements: number; bytes: number }> {
    const dims: number[] = [];
    let [name, type, bytes, isExternal] = ["", 0, 0, false];
    let raw: number | undefined;
    let location: string | undefined;
    for await (const field of this.reader.fields(extent)) {
      if (field.number === 1) dims.push(...(await this.reader.numbers(field, MAXIMUM_DIMENSIONS)));
      else if (field.number === 2) type = exact(field.value);
      else if (field.number === 8) name = await this.reader.text(field);
      else if (field.number === 9) raw = field.to - field.from;
      else if (field.number === 13) location = (await this.#location(field)) ?? location ?? "";
      else if (field.number === 14) isExternal = field.value === EXTERNAL;
      else if ([4, 5, 6, 7, 10, 11].includes(field.number)) bytes += field.to - field.from;
      if (dims.length > MAXIMUM_DIMENSIONS) throw new RangeError("a tensor has too many dimensions");
    }
    const elements = exact(dims.reduce((product, size) => product * exact(size), 1));
    const expected = elementBytes(type, elements);
    if (isExternal || location !== undefined) this.#noteExternal(location ?? "");
    else if (raw !== undefined && expected !== undefined && raw !== expected)
      throw new RangeError(`the tensor "${name}" has ${raw} bytes instead of ${expected}`);
    return { name, elements, bytes: bytes + (raw ?? 0) };
  }

  /** One of the pairs that say where external data are. @returns the file, if it is that one */
  async #location(extent: Extent): Promise<string | undefined> {
    let [key, value] = ["", ""];
    for await (const field of this.reader.fields(extent)) {
      if (field.number === 1) key = await this.reader.text(field);
      else if (field.number !== 2) continue;
      else if (field.to - field.from > TEXT_BYTES) throw new RangeError("the path of external data is too long");
      else value = await this.reader.text(field);
    }
    return key === "location" ? value : undefined;
  }

  /** @param path empty where it isn't told */
  #noteExternal(path: string): void {
    this.facts.externalData.add(path);
    if (this.facts.externalData.size > MAXIMUM_NAMES) throw new RangeError("it has too many external files");
  }
}

/** A whole number that is no nonsense. */
function exact(value: number | undefined): number {
  if (value !== undefined && Number.isSafeInteger(value)) return value;
  throw new RangeError("a number is negative or too large");
}

function push<T extends TensorPort | object | string>(list: T[], item: T): void {
  list.push(item);
  if (list.length > MAXIMUM_NAMES) throw new RangeError("it has too many names");
}
