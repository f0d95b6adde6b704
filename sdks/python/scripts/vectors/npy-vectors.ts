import { encodeNpy, NPY_TYPES, type TensorType } from "@qubix/client/onnx";
import { toHex } from "@qubix/qubic";

const SHAPES = [[], [3], [2, 3], [1, 5, 2], [0], [2, 0, 2]];

/** A tensor of each type and some shapes, as a file. */
export function npyVectors(): unknown[] {
  return (Object.keys(NPY_TYPES) as TensorType[]).flatMap((dtype) =>
    SHAPES.map((shape) => {
      const size = shape.reduce((product, one) => product * one, NPY_TYPES[dtype].size);
      const bytes = Uint8Array.from({ length: size }, (_, i) => (dtype === "bool" ? i % 2 : (i * 37) & 0x3f));
      return { dtype, shape, data: toHex(bytes), file: toHex(encodeNpy({ dtype, shape, bytes })) };
    }),
  );
}
