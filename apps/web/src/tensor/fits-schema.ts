import type { Tensor } from "@qubix/client/onnx";
import type { TensorSchema } from "@qubix/protocol";

/** A shape as people write it: `float32 [N, 1, 8, 8]`. */
export function shapeText({ dtype, shape }: { dtype: string; shape: readonly (number | string)[] }): string {
  return `${dtype} [${shape.join(", ")}]`;
}

/** Whether a model takes the tensor as this input. A named dimension may have any size, the same within the shape. */
export function fitsSchema({ dtype, shape }: Pick<Tensor, "dtype" | "shape">, schema: TensorSchema): boolean {
  if (dtype !== schema.dtype || shape.length !== schema.shape.length) return false;
  const named = new Map<string, number>();
  return schema.shape.every((wanted, i) => {
    const size = shape[i]!;
    if (typeof wanted === "number") return wanted === size;
    const known = named.get(wanted) ?? size;
    named.set(wanted, known);
    return known === size;
  });
}
