import { z } from "zod";
import { Amount, BlobDigest, Identity, Milliseconds, Uint16 } from "../schema/primitives.ts";
import { ModelManifest, ModelName } from "./model-manifest.ts";

/** A published model as the hub shows it. `chain` is there once PublishModel is final. */
export const ModelDocument = z.object({
  namespace: ModelName,
  name: ModelName,
  digest: BlobDigest,
  /** Sum of the files' sizes. */
  size: z.int().min(0),
  manifest: ModelManifest,
  createdAt: Milliseconds,
  chain: z
    .object({
      slot: Uint16,
      creator: Identity,
      royalty: Amount,
      active: z.boolean(),
      parent: Uint16.optional(),
      parentShareBps: Uint16.optional(),
    })
    .optional(),
});
export type ModelDocument = z.infer<typeof ModelDocument>;
