export { checkModel, ModelRefusedError } from "./check-model.ts";
export { decodeNpy, encodeNpy, NPY_TYPES, NpyError, type Tensor, type TensorType } from "./npy.ts";
