import { createHash, randomBytes } from "node:crypto";
import type { BlobStore } from "@qubix/market";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const MIB = 1024 * 1024;
export const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

export async function* stream(...chunks: Uint8Array[]) {
  yield* chunks;
}

export async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}

/** What every blob store does. */
export function blobStoreContract(open: () => BlobStore): void {
  describe("blobs", () => {
    it("come back whole and in ranges", async () => {
      const blobs = open();
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

    it.each([8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 20 * MIB])("of %i bytes come back", async (size) => {
      const blobs = open();
      const bytes = randomBytes(size);
      const digest = digestOf(bytes);
      const chunks = Array.from({ length: Math.ceil(size / 300_000) }, (_, i) =>
        bytes.subarray(i * 300_000, (i + 1) * 300_000),
      );
      expect(await blobs.put(digest, stream(...chunks), size)).toEqual({ size, created: true });
      expect(await blobs.size(digest)).toBe(size);
      expect(digestOf(await collect(await blobs.read(digest)))).toBe(digest);
      const range = { start: size - 5, end: size - 1 };
      expect(await collect(await blobs.read(digest, range))).toEqual(bytes.subarray(-5));
      await expect(blobs.put(digestOf(Buffer.from(digest)), stream(...chunks), size)).rejects.toMatchObject({
        code: "BLOB_DIGEST_MISMATCH",
      });
      expect(await blobs.size(digestOf(Buffer.from(digest)))).toBeUndefined();
    });

    it("are refused when they differ, are too large, or break off; nothing is left then", async () => {
      const blobs = open();
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
    });

    it("bear being stored by many at once, and prove nothing to who does not have them", async () => {
      const blobs = open();
      const bytes = randomBytes(100_000);
      const digest = digestOf(bytes);
      await Promise.all(Array.from({ length: 6 }, () => blobs.put(digest, stream(bytes), 1e6)));
      expect(await collect(await blobs.read(digest))).toEqual(bytes);
      expect((await blobs.put(digest, stream(bytes), 1e6)).created).toBe(false);
      await expect(blobs.put(digest, stream(bytes.subarray(1)), 1e6)).rejects.toMatchObject({
        code: "BLOB_DIGEST_MISMATCH",
      });
    });

    it("refuse what is missing, outside, or no digest", async () => {
      const blobs = open();
      const missing = digestOf(randomBytes(9));
      await expect(blobs.read(missing)).rejects.toMatchObject({ code: "BLOB_NOT_FOUND" });
      await expect(blobs.read(missing, { start: 0, end: 1 })).rejects.toMatchObject({
        code: expect.stringMatching(/BLOB_NOT_FOUND|RANGE/),
      });
      await expect((async () => blobs.read("../../etc/passwd"))()).rejects.toMatchObject({ code: "BLOB_NOT_FOUND" });
      const bytes = randomBytes(2);
      const digest = digestOf(bytes);
      await blobs.put(digest, stream(bytes), 10);
      for (const [start, end] of [
        [1, 2],
        [5, 9],
        [1, 0],
      ] as const)
        await expect(blobs.read(digest, { start, end })).rejects.toMatchObject({ code: "RANGE_NOT_SATISFIABLE" });
      await blobs.delete(digest);
      await blobs.delete(digest);
      expect(await blobs.size(digest)).toBeUndefined();
    });

    it("take memory for some buffers, not for the blob", async () => {
      const blobs = open();
      const chunk = randomBytes(MIB);
      const hash = createHash("sha256");
      for (let i = 0; i < 128; i++) hash.update(chunk);
      const before = process.memoryUsage().arrayBuffers;
      let most = 0;
      async function* large() {
        for (let i = 0; i < 128; i++) {
          yield chunk;
          most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        }
      }
      await blobs.put(hash.digest("hex"), large(), 1 << 28);
      expect(most).toBeLessThan(80 * MIB);
    });

    it("are listed by age", async () => {
      const blobs = open();
      const bytes = randomBytes(9);
      await blobs.put(digestOf(bytes), stream(bytes), 9);
      const found: string[] = [];
      for await (const digest of blobs.olderThan(Date.now() + 10_000)) found.push(digest);
      expect(found).toContain(digestOf(bytes));
      expect(found.every((digest) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
      for await (const digest of blobs.olderThan(Date.now() - 3_600_000)) throw new Error(digest);
    });
  });

  describe("uploads in parts", () => {
    it.each([1, 3])("of %i are joined once all is checked", async (count) => {
      const blobs = open();
      const upload = `up_${count}`;
      const parts = Array.from({ length: count }, (_, i) => randomBytes(i === count - 1 ? 1000 : 8 * MIB));
      const whole = Buffer.concat(parts);
      const put = (number: number, bytes: Uint8Array) =>
        blobs.putPart(upload, number, digestOf(bytes), stream(bytes), 8 * MIB);
      for (const [i, part] of parts.entries()) if (i < count - 1) await put(i + 1, part);
      await expect(blobs.join(upload, count, digestOf(whole))).rejects.toMatchObject({ code: "BLOB_NOT_FOUND" });
      await put(count, randomBytes(1000));
      await expect(blobs.join(upload, count, digestOf(whole))).rejects.toMatchObject({ code: "BLOB_DIGEST_MISMATCH" });
      expect(await blobs.size(digestOf(whole))).toBeUndefined();
      await put(count, parts.at(-1)!);
      await expect(
        blobs.putPart(upload, count, digestOf(parts.at(-1)!), stream(randomBytes(9)), 9),
      ).rejects.toMatchObject({ code: "BLOB_DIGEST_MISMATCH" });
      for (let again = 0; again < 2; again++) await blobs.join(upload, count, digestOf(whole));
      expect(digestOf(await collect(await blobs.read(digestOf(whole))))).toBe(digestOf(whole));
      await blobs.dropParts(upload);
      await blobs.dropParts(upload);
      await blobs.delete(digestOf(whole));
      await expect(blobs.join(upload, count, digestOf(whole))).rejects.toMatchObject({ code: "BLOB_NOT_FOUND" });
    });

    it("that were abandoned are removed in time", async () => {
      const blobs = open();
      const bytes = randomBytes(9);
      const keep = () => blobs.putPart("up_old", 1, digestOf(bytes), stream(bytes), 9);
      await keep();
      await blobs.removeUnfinished(Date.now() - 3_600_000);
      await blobs.join("up_old", 1, digestOf(bytes));
      await blobs.delete(digestOf(bytes));
      await blobs.removeUnfinished(Date.now() + 10_000);
      await expect(blobs.join("up_old", 1, digestOf(bytes))).rejects.toMatchObject({ code: "BLOB_NOT_FOUND" });
      await expect((async () => blobs.dropParts("../.."))()).rejects.toMatchObject({ code: "BLOB_NOT_FOUND" });
    });
  });
}
