import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeProblem, parseAuthorization, requestDigest } from "@qubix/protocol";
import { createSeed, fromHex, keyPairFromSeed, publicKeyFromIdentity, verify } from "@qubix/qubic";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { HubClient } from "./hub-client.ts";

const keyPair = keyPairFromSeed(createSeed());
const folder = mkdtempSync(join(tmpdir(), "qubix-hub-client-"));
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

async function serve(answer: RequestListener): Promise<HubClient> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return new HubClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    network: "devnet",
    keyPair,
  });
}

const json = (response: ServerResponse, status: number, value: unknown) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
const bodyOf = async (request: IncomingMessage) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("calls", () => {
  it("are signed over exactly what is sent, with a new nonce for each try", async () => {
    const nonces: string[] = [];
    const hub = await serve(async (request, response) => {
      const body = await bodyOf(request);
      const { identity, time, nonce, signature } = parseAuthorization(request.headers.authorization!);
      const digest = requestDigest({
        network: "devnet",
        origin: request.headers.host!,
        method: request.method!,
        path: request.url!,
        bodyDigest: sha256(body),
        nonce,
        time,
      });
      expect(verify(publicKeyFromIdentity(identity), digest, fromHex(signature))).toBe(true);
      nonces.push(nonce);
      if (nonces.length < 3) json(response, 503, makeProblem("NODE_UNREACHABLE"));
      else json(response, 200, { next: 4 });
    });
    const body = { ephemeral: "00".repeat(32), seq: 0, chunks: ["AAAA"] };
    expect(await hub.call("agentLogs", { params: { key: "ab".repeat(32), attempt: 3 }, body })).toEqual({ next: 4 });
    expect(new Set(nonces).size).toBe(3);
  });

  it("turn problems into errors with code and hint, and don't repeat what can't succeed", async () => {
    let calls = 0;
    const hub = await serve((_, response) => {
      calls += 1;
      json(response, 404, makeProblem("JOB_NOT_FOUND"));
    });
    await expect(hub.call("getJob", { params: { key: "ab".repeat(32) } })).rejects.toMatchObject({
      code: "JOB_NOT_FOUND",
      status: 404,
      hint: "Check the key and the hub.",
    });
    expect(calls).toBe(1);
  });

  it("refuse answers that don't fit, that are no JSON, and hubs that aren't there", async () => {
    const wrong = await serve((_, response) => json(response, 200, { chunks: 5 }));
    await expect(wrong.call("listJobLogs", { params: { key: "ab".repeat(32) } })).rejects.toMatchObject({
      code: "BAD_ANSWER",
    });
    const html = await serve((_, response) => response.writeHead(502).end("<html>"));
    const client = new HubClient({ url: html.url, network: "devnet", attempts: 1 });
    await expect(client.call("getNetwork", {})).rejects.toMatchObject({ code: "HTTP_502" });
    const nobody = new HubClient({ url: "http://127.0.0.1:1", network: "devnet", attempts: 1 });
    await expect(nobody.call("getNetwork", {})).rejects.toMatchObject({ code: "HUB_UNREACHABLE" });
  });
});

describe("blobs", () => {
  const content = new Uint8Array(300_000).map((_, i) => (i * 31) % 251);
  const digest = `sha256:${sha256(content)}`;

  it("are downloaded in spite of breaks, from where the last one was", async () => {
    const ranges: (string | undefined)[] = [];
    const hub = await serve((request, response) => {
      ranges.push(request.headers.range);
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "bytes=0-")![1]);
      response.writeHead(from > 0 ? 206 : 200, { "content-length": content.length - from });
      if (ranges.length < 3) response.write(content.subarray(from, from + 100_000), () => response.destroy());
      else response.end(content.subarray(from));
    });
    const file = join(folder, "blob");
    await hub.downloadBlob(digest, content.length, file);
    expect(new Uint8Array(readFileSync(file))).toEqual(content);
    expect(ranges).toHaveLength(3);
    expect(ranges[2]).toMatch(/^bytes=[1-9]/);
  });

  it("are thrown away when they are others than asked for", async () => {
    const hub = await serve((_, response) => response.end(new Uint8Array(content.length)));
    const file = join(folder, "wrong");
    await expect(hub.downloadBlob(digest, content.length, file)).rejects.toMatchObject({
      code: "BLOB_DIGEST_MISMATCH",
    });
    await expect(hub.downloadBlob(digest, 10, file)).rejects.toMatchObject({ code: "BLOB_DIGEST_MISMATCH" });
    expect(() => readFileSync(file)).toThrow("ENOENT");
    await expect(hub.readBlob(digest, 400_000)).rejects.toMatchObject({ code: "BAD_ANSWER" });
  });

  it("are uploaded under their digest unless they are there", async () => {
    const stored = new Map<string, Uint8Array>();
    const puts: string[] = [];
    const hub = await serve(async (request, response) => {
      const name = request.url!.split("/").at(-1)!;
      if (request.method === "HEAD") return void response.writeHead(stored.has(name) ? 200 : 404).end();
      const body = await bodyOf(request);
      stored.set(name, body);
      puts.push(name);
      json(response, 201, { digest: `sha256:${name}`, size: body.length });
    });
    const file = join(folder, "upload");
    writeFileSync(file, content);
    expect(await hub.uploadBlob(file)).toBe(digest);
    expect(await hub.uploadBlob(content)).toBe(digest);
    expect(puts).toEqual([sha256(content)]);
    expect(new Uint8Array(stored.get(sha256(content))!)).toEqual(content);
  });
});
