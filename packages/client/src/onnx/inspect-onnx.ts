import type { ByteSource } from "./byte-source.ts";
import type { OnnxInspection } from "./inspection.ts";
import { MessageReader } from "./message-reader.ts";
import { ModelRefusedError } from "./model-refused.ts";
import { ModelWalk } from "./model-walk.ts";

/**
 * What is in an ONNX file, without running it or loading its weights: memory use and work are bounded, whatever the bytes.
 * Whether it may be published or run, `refusalsOf` says. @throws ModelRefusedError where it is no ONNX file
 */
export async function inspectOnnx(source: ByteSource): Promise<OnnxInspection> {
  const walk = new ModelWalk(new MessageReader(source));
  try {
    await walk.model({ from: 0, to: source.size });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const hint = "Check that it is whole, and what onnx.checker says of it.";
    throw new ModelRefusedError([{ code: "NOT_ONNX", message: `This is no ONNX model: ${error.message}.`, hint }]);
  }
  const { weights, operators, externalData, inputs, ...facts } = walk.facts;
  return {
    size: source.size,
    ...facts,
    inputs: inputs.filter(({ name }) => !weights.has(name)),
    externalData: [...externalData],
    operators: [...operators]
      .map(([key, count]) => ({ domain: key.slice(0, key.lastIndexOf(":")), name: nameIn(key), count }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
  };
}

const nameIn = (key: string) => key.slice(key.lastIndexOf(":") + 1);
