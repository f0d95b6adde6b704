import { z } from "zod";

const GIB = 1024 ** 3;

/** Where blobs lie: below dataDir, or in a bucket that all processes of the hub reach. */
export const blobStoreConfig = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("folder").describe("A folder below dataDir.") }),
    z.strictObject({
      kind: z.literal("s3").describe("A bucket of an S3-compatible store."),
      endpoint: z.url().describe("Address of the store: https://s3.eu-central-1.amazonaws.com, http://minio:9000."),
      bucket: z.string().min(3).max(63).describe("The bucket, which has to be there."),
      region: z.string().min(1).default("us-east-1").describe("Its region; most stores but AWS take any."),
      credentialsFile: z.string().min(1).describe("JSON file with accessKeyId and secretAccessKey."),
      forcePathStyle: z
        .boolean()
        .default(true)
        .describe("The bucket's name is a part of the path (most stores) instead of the host name (AWS)."),
    }),
  ])
  .prefault({ kind: "folder" });

/** How much one account may keep here. What providers deliver for its jobs counts, but is never refused. */
export const quotaConfig = z
  .strictObject({
    bytes: z
      .number()
      .int()
      .min(0)
      .default(20 * GIB)
      .describe("Bytes of one account's blobs."),
    blobs: z.number().int().min(0).default(200_000).describe("Number of one account's blobs."),
  })
  .prefault({});
