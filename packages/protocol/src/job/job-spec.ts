import { z } from "zod";
import { BlobDigest, Hex32, label, RelativePath, Uint64Text } from "../schema/primitives.ts";

/** Largest spec in bytes, as sent. */
export const MAX_SPEC_BYTES = 256 * 1024;

/** Largest sum of outputs a job may ask for: sealing works in memory. */
export const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** A file that the job reads, fetched by its digest. */
export const SpecInput = z.strictObject({
  path: RelativePath,
  digest: BlobDigest,
  size: z.int().min(0),
});

/** What the run may use. Fuel is part of every digest, so it is there from the first version on. */
export const SpecLimits = z.strictObject({
  fuel: Uint64Text.refine((text) => text !== "0", "more than 0"),
  memoryMiB: z.int().min(1).max(4096),
  wallSeconds: z.int().min(1).max(86_400),
  outputBytes: z.int().min(0).max(MAX_OUTPUT_BYTES),
});

/** What a machine must have beyond the limits. */
export const SpecRequirements = z.strictObject({
  minMemoryMiB: z.int().min(1).max(0xffff_ffff).optional(),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/)
    .optional(),
});

const Variables = z
  .record(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/),
    z
      .string()
      .max(32_768)
      .refine((text) => !text.includes("\0"), "no NUL"),
  )
  .refine((record) => Object.keys(record).length <= 256, "at most 256 variables");

/** Who may look at a job on its hub. */
export const JOB_VISIBILITIES = ["public", "private"] as const;
export type JobVisibility = (typeof JOB_VISIBILITIES)[number];

const common = {
  version: z.literal(1),
  name: label(128).optional(),
  arguments: z
    .array(
      z
        .string()
        .max(32_768)
        .refine((text) => !text.includes("\0"), "no NUL"),
    )
    .max(256),
  environment: Variables,
  inputs: z
    .array(SpecInput)
    .max(256)
    .refine((inputs) => new Set(inputs.map((input) => input.path)).size === inputs.length, "each path once"),
  limits: SpecLimits,
  requirements: SpecRequirements.optional(),
  /** X25519 public key for which results, logs and previews are sealed. */
  seal: Hex32,
  /** `private`: the hub shows the job to its requester, the providers it is assigned to and the operator only. Public without it. */
  visibility: z.enum(JOB_VISIBILITIES).optional(),
  metadata: z.record(z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/), z.string().max(1024)).optional(),
};

/** A WASI module to run. */
export const WasmSpec = z.strictObject({
  ...common,
  kind: z.literal("wasm"),
  program: z.strictObject({
    digest: BlobDigest,
    size: z
      .int()
      .min(8)
      .max(64 * 1024 * 1024),
  }),
});

/** A model to run on tensors read from `inputs`, bit-exact in the runtime whose wasm has this digest. */
export const OnnxSpec = z.strictObject({
  ...common,
  kind: z.literal("onnx"),
  model: z.strictObject({ manifest: BlobDigest, namespace: label(64).optional(), name: label(128).optional() }),
  runtime: z.strictObject({ digest: BlobDigest }),
});

/** What to run, on what, within which limits; version 1. Read it with `parseSpec`: defaults are never filled in. */
export const JobSpec = z.discriminatedUnion("kind", [WasmSpec, OnnxSpec]);

export type WasmSpec = z.infer<typeof WasmSpec>;
export type OnnxSpec = z.infer<typeof OnnxSpec>;
export type JobSpec = z.infer<typeof JobSpec>;
export type JobKind = JobSpec["kind"];
