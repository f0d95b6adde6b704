import { blobDigest, ModelManifest } from "@qubix/protocol";
import { initializer, node, onnxModel, tensor } from "../../../examples/digits/onnx.ts";

/** A model of few numbers: four measures of a flower make scores of three kinds, each the sum of some of them. */
export function flowerModel(): { manifest: ModelManifest; sources: Uint8Array[] } {
  const weights = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1];
  const bytes = onnxModel({
    name: "flowers",
    inputs: [tensor("measures", "float", ["N", 4])],
    outputs: [tensor("scores", "float", ["N", 3])],
    initializers: [initializer("weights", [4, 3], weights), initializer("bias", [3], [0, 0, 0])],
    nodes: [node("Gemm", ["measures", "weights", "bias"], "scores")],
  });
  const manifest = ModelManifest.parse({
    ...{ version: 1, format: "onnx", namespace: "examples", name: "flowers", license: "MIT" },
    ...{ description: "Scores of three kinds of flowers by four measures.", tags: [], accuracy: [] },
    files: [{ path: "flowers.onnx", digest: blobDigest(bytes), size: bytes.length }],
    inputs: [{ name: "measures", dtype: "float32", shape: ["N", 4], description: "in centimetres" }],
    outputs: [{ name: "scores", dtype: "float32", shape: ["N", 3] }],
  });
  return { manifest, sources: [bytes] };
}
