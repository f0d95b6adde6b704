import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BlobStore } from "@qubix/market";
import type { StoreConfig } from "../store.ts";
import { folderBlobStore } from "./folder-blob-store.ts";
import { s3BlobStore } from "./s3/s3-blob-store.ts";

/**
 * The blob store that the configuration names: in a temporary folder when everything is in memory.
 * @returns it, and what ends it
 * @throws StoreError BLOBS_UNREACHABLE
 */
export async function openBlobs({ blobs, dataDir }: StoreConfig): Promise<[BlobStore, () => Promise<void>]> {
  if (blobs?.kind === "s3") return [await s3BlobStore(blobs), async () => undefined];
  if (dataDir !== undefined) return [await folderBlobStore(join(dataDir, "blobs")), async () => undefined];
  const folder = await mkdtemp(join(tmpdir(), "qubix-blobs-"));
  return [await folderBlobStore(folder), () => rm(folder, { recursive: true, force: true })];
}
