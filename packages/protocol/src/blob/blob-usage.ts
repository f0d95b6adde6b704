import { z } from "zod";

const amounts = { bytes: z.int().min(0), blobs: z.int().min(0) };

/** What an account keeps on a hub: each blob once, whatever uses it. */
export const BlobUsage = z.object({ ...amounts, quota: z.object(amounts) });
export type BlobUsage = z.infer<typeof BlobUsage>;
