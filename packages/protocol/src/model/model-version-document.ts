import { z } from "zod";
import { BlobDigest, Hex32, Identity, label, Milliseconds } from "../schema/primitives.ts";
import { ModelName } from "./model-manifest.ts";

/** Who sees a model: everybody; everybody, but its files are for whom its owner lets in; only those. */
export const MODEL_VISIBILITIES = ["public", "gated", "private"] as const;
export const ModelVisibility = z.enum(MODEL_VISIBILITIES);
export type ModelVisibility = z.infer<typeof ModelVisibility>;

/** A gated model lets in everybody who asks, or whom its owner accepts. */
export const ModelGating = z.enum(["auto", "manual"]);

/** Id of a version: 40 hex digits, as those of commits. */
export const VersionId = z.string().regex(/^[0-9a-f]{40}$/, "40 lowercase hex digits");

/** What names a version: `latest`, an alias, a tag, a number, an id, or a manifest's digest. */
export const Revision = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/, "latest, an alias, a tag, a number, an id or a digest");

/** Name of an alias or a tag; numbers and ids mean versions already. */
export const RefName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9._-]{0,63}$/, "a letter, then letters, digits, . _ -")
  .refine(
    (name) => !["latest", "main", "head"].includes(name.toLowerCase()),
    "latest and main are the newest version by themselves",
  )
  .refine((name) => !/^[0-9a-f]{40}$/.test(name), "not an id");

/** A card's front matter, as far as hubs understand it. */
export const CardDocument = z.looseObject({
  license: z.string().optional(),
  pipeline_tag: z.string().optional(),
  library_name: z.string().optional(),
  tags: z.array(z.string()).optional(),
  language: z.array(z.string()).optional(),
  base_model: z.array(z.string()).optional(),
  datasets: z.array(z.string()).optional(),
});

const versionParts = {
  id: VersionId,
  /** Counts from 1. */
  number: z.int().min(1),
  parent: VersionId.optional(),
  /** Digest of its manifest, when it can be run. */
  digest: BlobDigest.optional(),
  /** Why it can't be run, when it can't. */
  notRunnable: z.string().optional(),
  message: z.string(),
  author: Identity,
  size: z.int().min(0),
  summary: z.string(),
  card: CardDocument,
  aliases: z.array(z.string()),
  tags: z.array(z.string()),
  createdAt: Milliseconds,
};

/** A version in a list. */
export const ModelVersionSummary = z.object({ ...versionParts, files: z.int().min(0) });
export type ModelVersionSummary = z.infer<typeof ModelVersionSummary>;

/** An immutable version of a model. */
export const ModelVersionDocument = z.object({
  namespace: ModelName,
  name: ModelName,
  ...versionParts,
  files: z.array(z.object({ path: z.string(), digest: BlobDigest, size: z.int().min(0) })),
});
export type ModelVersionDocument = z.infer<typeof ModelVersionDocument>;

/** `POST /models/:namespace/:name/versions`: changes on top of the newest version. */
export const NewModelVersion = z.strictObject({
  /** The version that the changes build on; refused when there is a newer one. */
  parent: z.string().max(80).optional(),
  message: label(500),
  put: z
    .array(z.strictObject({ path: z.string().max(255), sha256: Hex32 }))
    .max(1_000)
    .default([]),
  /** Files; a path that ends in / is a folder. */
  remove: z.array(z.string().max(256)).max(1_000).default([]),
});

/** A model with all its versions. */
export const ModelRepositoryDocument = z.object({
  namespace: ModelName,
  name: ModelName,
  owner: Identity,
  visibility: ModelVisibility,
  gating: ModelGating,
  versions: z.int().min(0),
  /** The newest one. */
  head: VersionId.optional(),
  refs: z.array(z.object({ name: z.string(), kind: z.enum(["alias", "tag"]), version: VersionId })),
  createdAt: Milliseconds,
  updatedAt: Milliseconds,
});
export type ModelRepositoryDocument = z.infer<typeof ModelRepositoryDocument>;

/** A version as its kin see it. */
export const KinDocument = z.object({
  namespace: ModelName,
  name: ModelName,
  version: VersionId,
  number: z.int(),
  digest: BlobDigest.optional(),
});

/** What a version was made from, and what was made from it, in all generations: nodes and the edges between them. */
export const LineageDocument = z.object({
  version: VersionId,
  ancestors: z.array(KinDocument),
  descendants: z.array(KinDocument),
  edges: z.array(z.object({ version: VersionId, madeFrom: VersionId })),
  /** Addresses of models elsewhere that its card names. */
  elsewhere: z.array(z.string()),
});
export type LineageDocument = z.infer<typeof LineageDocument>;
