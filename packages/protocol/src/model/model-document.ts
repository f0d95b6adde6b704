import { z } from "zod";
import { Amount, BlobDigest, Identity, Milliseconds, Uint16 } from "../schema/primitives.ts";
import { ModelManifest, ModelName } from "./model-manifest.ts";
import { CardDocument, ModelVisibility, VersionId } from "./model-version-document.ts";

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
      /** What reading its files costs, where that is for sale. */
      accessPrice: Amount.optional(),
      active: z.boolean(),
      parent: Uint16.optional(),
      parentShareBps: Uint16.optional(),
    })
    .optional(),
  /** The version that this is: its id, and its number among the model's versions. */
  version: VersionId.optional(),
  number: z.int().min(1).optional(),
  owner: Identity.optional(),
  visibility: ModelVisibility.optional(),
  summary: z.string().optional(),
  /** What its card says, as far as hubs understand it. */
  card: CardDocument.optional(),
  /** Runs of all its versions that were paid for here. */
  runs: z.int().min(0).optional(),
  updatedAt: Milliseconds.optional(),
});
export type ModelDocument = z.infer<typeof ModelDocument>;
