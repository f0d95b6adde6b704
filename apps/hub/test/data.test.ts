import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { actOnJob, type HubClient } from "@qubix/client";
import { ciphertextDigest, verifyWebhook } from "@qubix/protocol";
import { createSeed, keyPairFromSeed, toHex } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ScriptedProvider } from "./scripted-provider.ts";
import { TestNet } from "./test-net.ts";

const MIB = 1024 * 1024;
const SOON = { timeout: 30_000, interval: 50 };

let net: TestNet;
let provider: ScriptedProvider;
let requester: HubClient;
let operator: HubClient;
const stranger = keyPairFromSeed(createSeed());
beforeAll(async () => {
  net = await TestNet.start({
    hub: {
      egress: { allowHttp: true, allowPrivate: true },
      quota: { bytes: 40 * MIB },
      retention: { graceMs: 1, sweepMs: 50 },
      moderation: { contact: "abuse@hub.example", reportsPerDay: 3 },
      webhooks: { activityMs: 200 },
    },
  });
  provider = await (await ScriptedProvider.register(net)).dial();
  requester = net.client(net.requester);
  operator = net.client(net.owner);
}, 120_000);
afterAll(async () => {
  await provider.fallSilent();
  await net.close();
});

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const program = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const programDigest = `sha256:${sha256(program)}`;
const isReadable = (client: HubClient, digest = programDigest) =>
  client.readBlob(digest, 50 * MIB).then(
    () => true,
    (error: { code: string }) => {
      expect(error.code).toBe("BLOB_NOT_FOUND");
      return false;
    },
  );

async function deliver(key: string, sealed: Uint8Array = randomBytes(100)): Promise<Uint8Array> {
  const { attempt } = await provider.offer(key);
  const blob = await provider.client.uploadBlob(sealed);
  const body = { blob, ciphertextDigest: toHex(ciphertextDigest(sealed)) };
  await provider.client.call("agentResult", { params: { key, attempt }, body });
  return sealed;
}
async function cancel(key: string): Promise<void> {
  await net.until(key, ({ slot }) => slot !== undefined);
  await actOnJob(requester, net.caller(net.requester), "cancel", key);
  await net.until(key, ({ closeReason }) => closeReason === "cancelled");
}

describe("blobs", () => {
  it("are read by who brought them, and by providers while they run them", async () => {
    const key = await net.submit({ start: "assigned", providers: [provider.slot] });
    await provider.offer(key);
    expect(await isReadable(requester)).toBe(true);
    expect(await isReadable(provider.client)).toBe(true);
    expect(await isReadable(operator)).toBe(true);
    expect(await isReadable(net.client(stranger))).toBe(false);
    expect(await isReadable(net.client(net.spare[0]!))).toBe(false);
    // Naming a digest that was seen somewhere is no right to it.
    const theirs = net.submitAs(net.spare[0]!, {}, 8, { uploader: net.requester });
    await expect(theirs).rejects.toMatchObject({ code: "INPUT_MISSING" });
    await cancel(key);
    expect(await isReadable(provider.client)).toBe(false);
    expect(await isReadable(requester)).toBe(true);
  });

  it("that are results have the digest that is committed to, count for the requester, and go on request", async () => {
    const key = await net.submit({ start: "assigned", providers: [provider.slot] });
    const { attempt } = await provider.offer(key);
    const other = await provider.client.uploadBlob(randomBytes(10));
    const lie = provider.client.call("agentResult", {
      params: { key, attempt },
      body: { blob: other, ciphertextDigest: "ab".repeat(32) },
    });
    await expect(lie).rejects.toMatchObject({ code: "BLOB_DIGEST_MISMATCH", status: 422 });
    const before = await requester.call("getAccountUsage", {});
    const sealed = await deliver(key);
    const after = await requester.call("getAccountUsage", {});
    expect(after).toEqual({ ...before, bytes: before.bytes + 100, blobs: before.blobs + 1 });
    expect(Buffer.from(await net.client(stranger).artifact(key, attempt))).toEqual(sealed);
    await expect(requester.call("deleteJobData", { params: { key } })).rejects.toMatchObject({ code: "JOB_STATE" });
    await cancel(key);
    await expect(net.client(stranger).call("deleteJobData", { params: { key } })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    for (let again = 0; again < 2; again++) await requester.call("deleteJobData", { params: { key } });
    await vi.waitFor(async () => {
      await expect(requester.artifact(key, attempt)).rejects.toMatchObject({ code: "DATA_GONE", status: 410 });
    }, SOON);
    expect((await net.job(key)).closeReason).toBe("cancelled");
  });

  it("go in parts when they are large, up to the quota", async () => {
    const person = net.client(net.spare[1]!);
    const bytes = randomBytes(20 * MIB + 5);
    const file = join(net.folder, "large");
    writeFileSync(file, bytes);
    const begun = await person.call("beginUpload", { body: { sha256: sha256(bytes), size: bytes.length } });
    expect(begun).toMatchObject({ parts: 3, received: [] });
    expect(await person.call("getAccountUsage", {})).toMatchObject({ bytes: bytes.length });
    const params = { id: begun.id };
    await expect(person.call("completeUpload", { params })).rejects.toMatchObject({ code: "UPLOAD_INCOMPLETE" });
    await expect(net.client(stranger).call("getUpload", { params })).rejects.toMatchObject({
      code: "UPLOAD_NOT_FOUND",
    });
    expect(await person.uploadBlob(file)).toBe(`sha256:${sha256(bytes)}`);
    await expect(person.call("getUpload", { params })).rejects.toMatchObject({ code: "UPLOAD_NOT_FOUND" });
    await person.downloadBlob(`sha256:${sha256(bytes)}`, bytes.length, join(net.folder, "back"));
    const { digests } = await person.call("getBlobPieces", { params: { sha256: sha256(bytes) } });
    expect(digests[2]).toBe(sha256(bytes.subarray(16 * MIB)));

    const tooMuch = randomBytes(20 * MIB);
    await expect(person.uploadBlob(tooMuch)).rejects.toMatchObject({ code: "QUOTA_EXCEEDED", status: 409 });
    expect(await person.call("getAccountUsage", {})).toMatchObject({ bytes: bytes.length, blobs: 1 });
    await person.call("deleteBlob", { params: { sha256: sha256(bytes) } });
    expect(await person.call("getAccountUsage", {})).toMatchObject({ bytes: 0, blobs: 0 });
    const second = await person.call("beginUpload", { body: { sha256: sha256(tooMuch), size: tooMuch.length } });
    expect(await person.call("cancelUpload", { params: { id: second.id } })).toEqual({ deleted: true });
    expect(await person.call("getAccountUsage", {})).toMatchObject({ bytes: 0, blobs: 0 });
  });

  it("say how long they are", async () => {
    const answer = await fetch(`${net.url}/api/v1/blobs/${"00".repeat(32)}`, {
      ...{ method: "PUT", body: new Blob(["x"]).stream(), duplex: "half" },
      headers: { authorization: "Bearer qbx_none", "content-type": "application/octet-stream" },
    } as RequestInit);
    expect(answer.status).toBe(401);
  });
});

describe("webhooks", () => {
  it("are told of a job by a hub that anybody can check", async () => {
    const received: { type: string; data: { job?: string; event?: { state?: string } } }[] = [];
    let secret = "";
    const server: Server = createServer(async (request, response) => {
      let body = "";
      for await (const part of request) body += part;
      const header = (name: string) => String(request.headers[name]);
      const signed = { id: header("webhook-id"), timestamp: header("webhook-timestamp"), body };
      verifyWebhook(secret, { ...signed, signature: header("webhook-signature") }, Date.now());
      received.push(JSON.parse(body));
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const created = await requester.call("createWebhook", { body: { url, events: ["job.state", "job.log"] } });
    secret = created.secret;
    const params = { id: created.webhook.id };
    expect((await requester.call("listWebhooks", {})).items.map(({ id }) => id)).toEqual([params.id]);
    await expect(net.client(stranger).call("getWebhook", { params })).rejects.toMatchObject({
      code: "WEBHOOK_NOT_FOUND",
    });
    const key = await net.submit({ start: "assigned", providers: [provider.slot] });
    const { attempt } = await provider.offer(key);
    const chunks = ["AAAA", "AAAA"];
    const logs = { ephemeral: "00".repeat(32), seq: 0, chunks };
    await provider.client.call("agentLogs", { params: { key, attempt }, body: logs });
    await cancel(key);
    await requester.call("pingWebhook", { params });
    // Jobs of the tests before may still be ending.
    const ofJob = () => received.filter(({ type, data }) => type === "job.state" && data.job === key);
    await vi.waitFor(() => {
      expect(ofJob().at(-1)?.data.event?.state).toBe("cancelled");
      expect(received.map(({ type }) => type)).toEqual(expect.arrayContaining(["ping", "job.log"]));
    }, SOON);
    const states = ofJob().map(({ data }) => data.event?.state);
    expect(states).toEqual([...new Set(states)]);
    expect(states[0]).toBe("submitted");
    const page = await requester.call("listWebhookDeliveries", { params, query: { limit: 2, state: "delivered" } });
    expect(page.items).toHaveLength(2);
    expect(page.cursor).toBeDefined();
    const [one] = page.items;
    const count = received.length;
    await requester.call("replayWebhookDelivery", { params: { ...params, delivery: one!.id } });
    await vi.waitFor(() => expect(received.length).toBe(count + 1), SOON);
    await expect(requester.call("createWebhook", { body: { url: "ftp://x" } })).rejects.toMatchObject({
      code: "URL_REFUSED",
    });
    expect(await requester.call("deleteWebhook", { params })).toEqual({ deleted: true });
    server.closeAllConnections();
    server.close();
  });
});

describe("moderation", () => {
  it("takes reports, so many a day, and tells the operator alone", async () => {
    const key = await net.submit({ start: "assigned", providers: [provider.slot] });
    const reporter = net.client(net.spare[2]!);
    const report = (id: string, text = "It is bad.") =>
      reporter.call("createReport", { body: { subject: { kind: "job", id }, reason: "malware", text } });
    const first = await report(key);
    expect((await report(key, "Very bad.")).id).toBe(first.id);
    await expect(report("00".repeat(32))).rejects.toMatchObject({ code: "SUBJECT_NOT_FOUND" });
    await report(key);
    await expect(report(key)).rejects.toMatchObject({ code: "RATE_LIMITED" });
    await expect(reporter.call("listReports", {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    const { items } = await operator.call("listReports", { query: { state: "open" } });
    expect(items).toMatchObject([{ subject: { kind: "job", id: key }, state: "open", reason: "malware" }]);
    const params = { id: items[0]!.id };
    await operator.call("resolveReport", { params, body: { state: "upheld", note: "blocked" } });
    expect((await operator.call("listReports", { query: { state: "open" } })).items).toEqual([]);
    await cancel(key);
  });

  it("blocks a job: it is not matched, and hidden; its requester gets the money back", async () => {
    const key = await net.submit({ priceCap: 500n, start: "assigned" });
    await net.until(key, ({ state }) => state === "funded");
    const subject = { kind: "job", id: key } as const;
    await operator.call("createBlock", { body: { subject, reason: "it mines" } });
    const outsider = net.client(stranger);
    await expect(outsider.call("getJob", { params: { key } })).rejects.toMatchObject({ code: "JOB_NOT_FOUND" });
    expect((await outsider.call("listJobs", {})).items.map((job) => job.key)).not.toContain(key);
    await expect(requester.call("listJobLogs", { params: { key } })).rejects.toMatchObject({
      code: "BLOCKED",
      message: expect.stringMatching(/it mines.*abuse@hub\.example/),
    });
    const cheap = await (await ScriptedProvider.register(net, { minPrice: 100n })).dial();
    await expect(cheap.offer(key, 4_000)).rejects.toThrow("No offer");
    await operator.call("removeBlock", { body: { subject } });
    await cheap.offer(key, 30_000);
    await operator.call("createBlock", { body: { subject, reason: "it mines" } });
    await cancel(key);
    await cheap.fallSilent();
    const { items } = await operator.call("listOperatorActs", {});
    expect(items.map(({ act }) => act).slice(0, 3)).toEqual(["block", "unblock", "block"]);
  });

  it("blocks an identity for a time: nothing new comes from it, but its money is not trapped", async () => {
    const key = await net.submit({ start: "assigned", providers: [provider.slot] });
    const subject = { kind: "identity", id: net.requester.identity } as const;
    const until = Date.now() + 3_600_000;
    await operator.call("createBlock", { body: { subject, reason: "fraud", until } });
    await expect(net.submit()).rejects.toMatchObject({ code: "BLOCKED", status: 403 });
    await expect(requester.uploadBlob(randomBytes(9))).rejects.toMatchObject({ code: "BLOCKED" });
    await cancel(key);
    await operator.call("createBlock", { body: { subject, reason: "fraud", until: Date.now() } });
    expect((await operator.call("listBlocks", {})).items.filter((one) => one.subject.id === subject.id)).toEqual([]);
    const again = await net.submit({ start: "assigned", providers: [provider.slot] });
    await provider.offer(again);
    await cancel(again);
  });
});
