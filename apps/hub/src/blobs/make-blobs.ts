import type { Store } from "@qubix/store";
import type { HubConfig } from "../config.ts";
import type { Metrics } from "../observe/metrics.ts";
import { BlobService } from "./blob-service.ts";
import { UploadService } from "./upload-service.ts";

/** What takes blobs from accounts, whole or in parts. */
export function makeBlobs(
  store: Store,
  { quota, maxBlobBytes, retention }: Pick<HubConfig, "quota" | "maxBlobBytes" | "retention">,
  metrics: Pick<Metrics, "blobs">,
): { blobs: BlobService; uploads: UploadService } {
  const { clock } = store;
  const blobs = new BlobService({
    ...{ store, clock, quota, maxBytes: maxBlobBytes, unusedMs: retention.unusedMs },
    onMoved: (direction, bytes) => metrics.blobs.moved(direction, bytes),
  });
  return { blobs, uploads: new UploadService({ store, blobs, clock }) };
}
