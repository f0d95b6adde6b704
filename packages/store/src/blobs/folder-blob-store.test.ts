import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BlobStore } from "@qubix/market";
import { afterAll, beforeAll, expect, it } from "vitest";
import { blobStoreContract, digestOf, stream } from "../testing/blob-store-contract.ts";
import { folderBlobStore } from "./folder-blob-store.ts";

let folder: string;
let blobs: BlobStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qubix-blob-test-"));
  blobs = await folderBlobStore(folder);
});
afterAll(() => rm(folder, { recursive: true }));

blobStoreContract(() => blobs);

it("leaves nothing of an upload that breaks off, and another process's alone", async () => {
  async function* broken() {
    yield randomBytes(10);
    await folderBlobStore(folder);
    expect(await readdir(join(folder, "incoming"))).toHaveLength(1);
    throw new Error("connection lost");
  }
  await expect(blobs.put(digestOf(Buffer.from("x")), broken(), 5000)).rejects.toThrow("connection lost");
  expect(await readdir(join(folder, "incoming"))).toEqual([]);
  await blobs.put(digestOf(randomBytes(0)), stream(), 0);
});
