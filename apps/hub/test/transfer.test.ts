import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { HubClient } from "@qubix/client";
import { type ModelManifest, UPLOAD_PART_BYTES as PART } from "@qubix/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestNet } from "./test-net.ts";

const MIB = 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

let net: TestNet;
let person: HubClient;
beforeAll(async () => {
  net = await TestNet.start({ ocMachine: false });
  person = net.client(net.requester);
}, 120_000);
afterAll(() => net.close());

/** A request as a browser or a CDN makes it; signed where somebody asks. */
async function ask(digest: string, headers: Record<string, string> = {}, method = "GET", as?: HubClient) {
  const url = new URL(`${net.url}/api/v1/blobs/${digest}`);
  const authorization = await as?.authorization(method, url);
  return fetch(url, { method, headers: { ...headers, ...(authorization && { authorization }) } });
}

const begin = (bytes: Uint8Array) =>
  person.call("beginUpload", { body: { sha256: sha256(bytes), size: bytes.length } });
/** Sends bytes as a part, under a digest of the sender's choice. */
async function send(id: string, number: number, bytes: Uint8Array, named = sha256(bytes)) {
  const url = new URL(`${net.url}/api/v1/uploads/${id}/parts/${number}/${named}`);
  const authorization = (await person.authorization("PUT", url, named))!;
  const headers = { authorization, "content-type": "application/octet-stream" };
  const answer = await fetch(url, { method: "PUT", body: new Uint8Array(bytes), headers });
  return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
}

describe("downloads", () => {
  const content = randomBytes(3 * MIB + 7);
  const digest = sha256(content);
  const tag = `"${digest}"`;
  beforeAll(async () => {
    await person.uploadBlob(content);
    const tensor = { name: "x", dtype: "float32" as const, shape: [1] };
    const manifest: ModelManifest = {
      ...{ version: 1, namespace: "cdn", name: "public", format: "onnx", license: "MIT", description: "" },
      ...{ inputs: [tensor], outputs: [tensor] },
      files: [{ path: "model.bin", digest: `sha256:${digest}`, size: content.length }],
    };
    await person.call("publishModel", { body: { manifest } });
  });

  it("of public blobs may be kept for ever, by their digest", async () => {
    const answer = await ask(digest);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("etag")).toBe(tag);
    expect(answer.headers.get("accept-ranges")).toBe("bytes");
    expect(answer.headers.get("content-length")).toBe(String(content.length));
    expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(digest);
  });

  it("of private ones are for nobody in between", async () => {
    const mine = randomBytes(100);
    await person.uploadBlob(mine);
    const answer = await ask(sha256(mine), {}, "GET", person);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(mine));
    const refused = await ask(sha256(mine));
    expect(refused.status).toBe(404);
    expect(refused.headers.get("cache-control")).toBe("no-store");
  });

  it("need no bytes where the client has them", async () => {
    for (const header of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
      const answer = await ask(digest, { "if-none-match": header });
      expect(answer.status, header).toBe(304);
      expect(answer.headers.get("etag")).toBe(tag);
      expect(answer.headers.get("cache-control")).toContain("immutable");
      expect((await answer.arrayBuffer()).byteLength).toBe(0);
    }
    expect((await ask(digest, { "if-none-match": '"other"' })).status).toBe(200);
  });

  it("answer HEAD with all but the bytes", async () => {
    const answer = await ask(digest, { range: "bytes=0-1" }, "HEAD");
    expect([answer.status, answer.headers.get("content-length")]).toEqual([200, String(content.length)]);
    expect(answer.headers.get("etag")).toBe(tag);
  });

  it.each([
    ["bytes=0-99", 0, 100],
    ["bytes=-5", content.length - 5, content.length],
    [`bytes=${2 * MIB}-`, 2 * MIB, content.length],
  ])("take the range %s", async (range, from, to) => {
    const answer = await ask(digest, { range, "if-range": tag });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe(`bytes ${from}-${to - 1}/${content.length}`);
    expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256(content.subarray(from, to)));
  });

  it("tell the size where a range lies outside, or is more than one", async () => {
    for (const range of [`bytes=${content.length}-`, "bytes=0-1,5-6", "bytes=-0"]) {
      const answer = await ask(digest, { range });
      expect(answer.status, range).toBe(416);
      expect(answer.headers.get("content-range")).toBe(`bytes */${content.length}`);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("etag")).toBeNull();
      expect(await answer.json()).toMatchObject({ code: "RANGE_NOT_SATISFIABLE", size: content.length });
    }
    const whole = await ask(digest, { range: "bytes=0-1", "if-range": '"other"' });
    expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, content.length]);
  });

  it("bear readers that leave in the middle", async () => {
    const large = randomBytes(6 * MIB);
    await person.uploadBlob(large);
    for (let i = 0; i < 5; i++) {
      const { body } = await ask(sha256(large), {}, "GET", person);
      await body!.getReader().cancel();
    }
    const answer = await ask(sha256(large), {}, "GET", person);
    expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256(large));
  });
});

describe("uploads in parts", () => {
  const parts = [randomBytes(PART), randomBytes(PART), randomBytes(1000)];
  const whole = Buffer.concat(parts);
  const isThere = async (bytes = whole) => (await ask(sha256(bytes), {}, "HEAD", person)).status === 200;

  it("that are cut off, too long, or have other bytes than their digest are refused, and can be sent again", async () => {
    const { id } = await begin(whole);
    expect(await send(id, 1, parts[0]!.subarray(1))).toEqual({ status: 422, code: "INVALID_PART" });
    expect(await send(id, 3, randomBytes(1001))).toEqual({ status: 422, code: "INVALID_PART" });
    expect(await send(id, 4, randomBytes(1000))).toEqual({ status: 422, code: "INVALID_PART" });
    expect(await send(id, 1, parts[0]!, sha256(parts[1]!))).toMatchObject({ code: "BLOB_DIGEST_MISMATCH" });
    expect((await person.call("getUpload", { params: { id } })).received).toEqual([]);
    expect(await person.uploadBlob(new Uint8Array(whole))).toBe(`sha256:${sha256(whole)}`);
    expect(await isThere()).toBe(true);
    await person.call("deleteBlob", { params: { sha256: sha256(whole) } });
  });

  it.each([
    ["swapped", [1, 0]],
    ["sent twice", [0, 0]],
  ])("that were %s are found out when they are joined, and all can be sent again", async (_, [first, second]) => {
    const other = Buffer.concat([randomBytes(3), whole]).subarray(0, whole.length);
    const { id } = await begin(other);
    const at = (i: number) => other.subarray(i * PART, (i + 1) * PART);
    for (const [number, bytes] of [
      [1, at(first!)],
      [2, at(second!)],
      [3, at(2)],
    ] as const)
      expect(await send(id, number, bytes)).toMatchObject({ status: 200 });
    await expect(person.call("completeUpload", { params: { id } })).rejects.toMatchObject({
      code: "BLOB_DIGEST_MISMATCH",
    });
    expect(await isThere(other)).toBe(false);
    expect((await person.call("getUpload", { params: { id } })).received).toEqual([]);
    await person.uploadBlob(new Uint8Array(other));
    expect(await isThere(other)).toBe(true);
  });

  it("whose bytes the disk has lost are sent again", async () => {
    const other = randomBytes(2 * PART);
    const { id } = await begin(other);
    for (const number of [1, 2]) await send(id, number, other.subarray((number - 1) * PART, number * PART));
    rmSync(join(net.folder, "hub", "blobs", "parts", id), { recursive: true });
    expect(await person.uploadBlob(other)).toBe(`sha256:${sha256(other)}`);
    expect(await isThere(other)).toBe(true);
  });

  it("of several people and tries at once become one blob, with a whole one beside them", async () => {
    const other = randomBytes(2 * PART + 5);
    const clients = [person, person, net.client(net.spare[0]!), net.client(net.spare[1]!)];
    const put = async () => {
      const url = new URL(`${net.url}/api/v1/blobs/${sha256(other)}`);
      const authorization = (await person.authorization("PUT", url, sha256(other)))!;
      const headers = { authorization, "content-type": "application/octet-stream" };
      return (await fetch(url, { method: "PUT", body: new Uint8Array(other), headers })).status;
    };
    const [status] = await Promise.all([put(), ...clients.map((one) => one.uploadBlob(other))]);
    expect(status).toBe(201);
    for (const one of clients) {
      const answer = await ask(sha256(other), {}, "GET", one);
      expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256(other));
    }
    expect(readdirSync(join(net.folder, "hub", "blobs", "incoming"))).toEqual([]);
  });
});

describe.runIf(process.getuid?.() === 0 && process.platform === "linux")("a full disk of the hub", () => {
  it("is told as such, publishes nothing, and takes the rest of an upload once there is space", async () => {
    const blobs = join(net.folder, "hub", "blobs");
    const incoming = join(blobs, "incoming");
    const content = randomBytes(3 * PART);
    // Where uploads are written to has 20 MiB; what is moved elsewhere has to be on the same disk.
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=20m", "none", blobs]);
    try {
      for (const one of [incoming, join(blobs, "parts")]) mkdirSync(one);
      // One part is there for sure; of several that are written at once, all may meet the full disk.
      const { id } = await begin(content);
      await send(id, 1, content.subarray(0, PART));
      await expect(person.uploadBlob(content)).rejects.toMatchObject({ code: "STORAGE_FULL", status: 507 });
      expect(readdirSync(incoming)).toEqual([]);
      expect((await ask(sha256(content), {}, "HEAD", person)).status).toBe(404);
      execFileSync("mount", ["-o", "remount,size=64m", blobs]);
      expect((await begin(content)).received).toContain(1);
      await person.uploadBlob(content);
      const answer = await ask(sha256(content), {}, "GET", person);
      expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256(content));
      const small = randomBytes(7 * MIB);
      writeFileSync(join(blobs, "other"), Buffer.alloc(36 * MIB));
      await expect(person.uploadBlob(small)).rejects.toMatchObject({ code: "STORAGE_FULL" });
    } finally {
      execFileSync("umount", ["-l", blobs]);
    }
  });
});
