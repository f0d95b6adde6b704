import { bytesSource } from "./byte-source.ts";
import { inspectOnnx } from "./inspect-onnx.ts";
import { ModelRefusedError } from "./model-refused.ts";
import { refusalsOf } from "./refusals-of.ts";

/**
 * Looks through an ONNX file in memory without running it. Whether it is a valid model, the runtime says.
 * @throws ModelRefusedError with all reasons
 */
export async function checkModel(bytes: Uint8Array): Promise<void> {
  const refusals = refusalsOf(await inspectOnnx(bytesSource(bytes)));
  if (refusals.length > 0) throw new ModelRefusedError(refusals);
}
