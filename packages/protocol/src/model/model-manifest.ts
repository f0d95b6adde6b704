import { z } from "zod";
import { BlobDigest, label, RelativePath } from "../schema/primitives.ts";

/** Namespaces and names of models as they stand in addresses. */
export const ModelName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/, "lowercase letters, digits, . _ -");

/** Element types of tensors that an `onnx` job can pass, named as ONNX Runtime does. */
export const TENSOR_DTYPES = [
  "float32",
  "float64",
  "int8",
  "uint8",
  "int16",
  "uint16",
  "int32",
  "uint32",
  "int64",
  "uint64",
  "bool",
] as const;
export const TensorDtype = z.enum(TENSOR_DTYPES);
export type TensorDtype = z.infer<typeof TensorDtype>;

/** One input or output. A dimension is a size, or a name where the size is free (`"batch"`). */
export const TensorSchema = z.strictObject({
  name: label(128),
  dtype: TensorDtype,
  shape: z.array(z.union([z.int().min(1), z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,31}$/)])).max(8),
  description: label(512).optional(),
});
export type TensorSchema = z.infer<typeof TensorSchema>;

/** A model version: immutable, addressed by the SHA-256 of its canonical JSON, which is what a job pins. */
export const ModelManifest = z.strictObject({
  version: z.literal(1),
  namespace: ModelName,
  name: ModelName,
  format: z.literal("onnx"),
  files: z
    .array(z.strictObject({ path: RelativePath, digest: BlobDigest, size: z.int().min(1) }))
    .min(1)
    .max(64)
    .refine((files) => new Set(files.map((file) => file.path)).size === files.length, "each path once"),
  inputs: z.array(TensorSchema).min(1).max(32),
  outputs: z.array(TensorSchema).min(1).max(32),
  /** SPDX expression. */
  license: label(128),
  description: z.string().max(16_384),
  /** Measured quality, with what it was measured on. */
  accuracy: z
    .array(
      z.strictObject({ metric: label(64), value: z.string().regex(/^-?[0-9]+(?:\.[0-9]+)?$/), dataset: label(128) }),
    )
    .max(16)
    .optional(),
  tags: z.array(label(32)).max(32).optional(),
  /** Manifest digest of the model that this one was made from. */
  parent: BlobDigest.optional(),
});
export type ModelManifest = z.infer<typeof ModelManifest>;
