import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BlobStore } from "@qubix/market";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderBlobStore } from "./folder-blob-store.ts";

let folder: string;
let blobs: BlobStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qubix-blob-test-"));
  blobs = await folderBlobStore(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function* stream(...chunks: Uint8Array[]) {
  yield* chunks;
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe("blobs", () => {
  it("come back whole and in ranges", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }),
        fc.nat(),
        fc.nat(),
        async (chunks, a, b) => {
          const bytes = Buffer.concat(chunks);
          const digest = digestOf(bytes);
          const stored = await blobs.put(digest, stream(...chunks), 10_000);
          expect(stored.size).toBe(bytes.length);
          expect(await blobs.size(digest)).toBe(bytes.length);
          expect(await collect(await blobs.read(digest))).toEqual(bytes);
          if (bytes.length === 0) return;
          const [start, end] = [a % bytes.length, b % bytes.length].sort((x, y) => x - y) as [number, number];
          expect(await collect(await blobs.read(digest, { start, end }))).toEqual(bytes.subarray(start, end + 1));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("are refused when they differ, are too large, or break off; nothing is left then", async () => {
    const bytes = randomBytes(1000);
    const digest = digestOf(bytes);
    await expect(blobs.put(digest, stream(bytes, Uint8Array.of(0)), 5000)).rejects.toMatchObject({
      code: "BLOB_DIGEST_MISMATCH",
    });
    await expect(blobs.put(digest, stream(bytes), 999)).rejects.toMatchObject({ code: "BLOB_TOO_LARGE" });
    async function* broken() {
      yield bytes.subarray(0, 10);
      throw new Error("connection lost");
    }
    await expect(blobs.put(digest, broken(), 5000)).rejects.toThrow("connection lost");
    expect(await blobs.size(digest)).toBeUndefined();
    expect(await readdir(join(folder, "incoming"))).toEqual([]);
  });

  it("bear being stored by many at once", async () => {
    const bytes = randomBytes(100_000);
    const digest = digestOf(bytes);
    await Promise.all(Array.from({ length: 6 }, () => blobs.put(digest, stream(bytes), 1e6)));
    expect(await collect(await blobs.read(digest))).toEqual(bytes);
    expect((await blobs.put(digest, stream(bytes), 1e6)).created).toBe(false);
  });

  it("refuse what is missing, outside, or no digest", async () => {
    await expect(blobs.read("00".repeat(32))).rejects.toMatchObject({ code: "BLOB_NOT_FOUND" });
    await expect(blobs.read("../../etc/passwd")).rejects.toMatchObject({ code: "BLOB_NOT_FOUND" });
    const digest = digestOf(Uint8Array.of(1, 2));
    await blobs.put(digest, stream(Uint8Array.of(1, 2)), 10);
    await expect(blobs.read(digest, { start: 1, end: 2 })).rejects.toMatchObject({ code: "RANGE_NOT_SATISFIABLE" });
    await blobs.delete(digest);
    expect(await blobs.size(digest)).toBeUndefined();
  });

  it("take memory for one buffer, not for the blob", async () => {
    const chunk = randomBytes(1 << 20);
    const hash = createHash("sha256");
    for (let i = 0; i < 128; i++) hash.update(chunk);
    async function* large() {
      for (let i = 0; i < 128; i++) yield chunk;
    }
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    async function* watched(source: AsyncIterable<Uint8Array>) {
      for await (const part of source) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        yield part;
      }
    }
    await blobs.put(hash.digest("hex"), watched(large()), 1 << 28);
    expect(most).toBeLessThan(32 << 20);
  });

  it("are listed by age", async () => {
    const found: string[] = [];
    for await (const digest of blobs.olderThan(Date.now() + 1000)) found.push(digest);
    expect(found.length).toBeGreaterThan(0);
    for await (const digest of blobs.olderThan(Date.now() - 3_600_000)) throw new Error(digest);
  });
});
