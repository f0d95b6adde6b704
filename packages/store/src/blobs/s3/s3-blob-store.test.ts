import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BlobStore } from "@qubix/market";
import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blobStoreContract, digestOf, stream } from "../../testing/blob-store-contract.ts";
import { s3BlobStore } from "./s3-blob-store.ts";
import { bucketUrl, readCredentials, type S3Config } from "./s3-config.ts";
import { elements, text } from "./s3-xml.ts";

const folder = mkdtempSync(join(tmpdir(), "qubix-s3-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (content: string) => {
  const file = join(folder, randomUUID());
  writeFileSync(file, content);
  return file;
};
const config = (changes: Partial<S3Config>): S3Config => ({
  ...{ endpoint: "http://127.0.0.1:1", bucket: "qubix", region: "us-east-1", forcePathStyle: true },
  credentialsFile: fileWith('{"accessKeyId":"AKIA1","secretAccessKey":"hush"}'),
  ...changes,
});

describe("S3's settings", () => {
  it("name the bucket in the path or in the host", () => {
    expect(bucketUrl(config({ endpoint: "http://minio:9000" })).href).toBe("http://minio:9000/qubix/");
    expect(bucketUrl(config({ endpoint: "https://gate.example/s3/" })).href).toBe("https://gate.example/s3/qubix/");
    const aws = config({ endpoint: "https://s3.eu-central-1.amazonaws.com", forcePathStyle: false });
    expect(bucketUrl(aws).href).toBe("https://qubix.s3.eu-central-1.amazonaws.com/");
  });

  it("are refused in words that show no secret", async () => {
    for (const content of ["hush", '{"accessKeyId":"hush"}', "{}"])
      expect(() => readCredentials(fileWith(content))).toThrow(/^The credentials in (?!.*hush)/);
    expect(() => readCredentials(join(folder, "none"))).toThrow("can't be read");
    const nobody = s3BlobStore(config({ endpoint: "http://127.0.0.1:1" }));
    await expect(nobody).rejects.toMatchObject({ code: "BLOBS_UNREACHABLE" });
  }, 30_000);

  it("come with answers in XML", () => {
    const xml = "<L><Contents a='b'><Key>a&amp;b&#x41;&#66;</Key></Contents><Contents><Key>c</Key></Contents></L>";
    expect(elements(xml, "Contents").map((one) => text(one, "Key"))).toEqual(["a&bAB", "c"]);
    expect(text(xml, "NextContinuationToken")).toBeUndefined();
  });
});

// A server that speaks S3: `npm run test:services` starts one.
const server = process.env.S3_ENDPOINT;
if (server !== undefined) {
  describe("on a server", () => {
    let blobs: BlobStore;
    let mine: S3Config;
    const credentials = {
      accessKeyId: process.env.S3_ACCESS_KEY_ID ?? "test",
      secretAccessKey: process.env.S3_SECRET_ACCESS_KEY ?? "test",
    };
    beforeAll(async () => {
      const bucket = `qubix-${randomUUID()}`;
      mine = config({ endpoint: server, bucket, credentialsFile: fileWith(JSON.stringify(credentials)) });
      const made = await new AwsClient({ ...credentials, service: "s3", region: mine.region }).fetch(bucketUrl(mine), {
        method: "PUT",
      });
      expect(made.status).toBe(200);
      blobs = await s3BlobStore(mine);
    });

    blobStoreContract(() => blobs);

    it("signs its requests", async () => {
      const wrong = fileWith(JSON.stringify({ ...credentials, secretAccessKey: "another" }));
      await expect(s3BlobStore({ ...mine, credentialsFile: wrong })).rejects.toMatchObject({
        code: "BLOBS_UNREACHABLE",
        message: expect.stringContaining("SignatureDoesNotMatch"),
      });
    });

    it("says what is missing", async () => {
      await expect(s3BlobStore({ ...mine, bucket: `qubix-${randomUUID()}` })).rejects.toMatchObject({
        message: expect.stringContaining("NoSuchBucket"),
      });
    });

    it("lists more than one page", async () => {
      for (let n = 0; n < 1005; n += 67)
        await Promise.all(
          Array.from({ length: 67 }, async () => {
            const bytes = randomBytes(8);
            await blobs.put(digestOf(bytes), stream(bytes), 8);
          }),
        );
      let found = 0;
      for await (const _ of blobs.olderThan(Date.now() + 10_000)) found++;
      expect(found).toBeGreaterThanOrEqual(1005);
    }, 240_000);
  });
}
