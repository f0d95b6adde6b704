import type { TensorSchema } from "@qubix/protocol";

/** A tensor's type as people write it: `float32[N, 1, 8, 8]`; `float32` for a scalar. */
export function tensorText({ dtype, shape }: Pick<TensorSchema, "dtype" | "shape">): string {
  return shape.length === 0 ? dtype : `${dtype}[${shape.join(", ")}]`;
}
