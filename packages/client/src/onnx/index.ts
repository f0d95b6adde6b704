export { type ByteSource, blobSource, bytesSource, fileSource } from "./byte-source.ts";
export { checkModel } from "./check-model.ts";
export { elementsOf, isElement, nearestElement, tensorOf } from "./elements.ts";
export { inspectOnnx } from "./inspect-onnx.ts";
export type { OnnxInspection, OperatorCount, TensorPort } from "./inspection.ts";
export { ModelRefusedError, type Refusal } from "./model-refused.ts";
export { decodeNpy, encodeNpy, NPY_TYPES, NpyError, type Tensor, type TensorType } from "./npy.ts";
export { refusalsOf } from "./refusals-of.ts";
