import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { routes } from "@qubix/protocol";
import type { HubClient } from "./hub-client.ts";
import { HubError } from "./hub-error.ts";
import { retry } from "./retry.ts";

/** Bytes, or the path of a file. */
export type BlobSource = Uint8Array | string;

const TIMEOUT_MS = 3_600_000;

/** Uploads under the SHA-256 of the content, unless it is there already. Returns `sha256:…`. */
export async function uploadBlob(hub: HubClient, source: BlobSource, attempts: number): Promise<string> {
  const sha256 = await digestOf(source);
  await retry(attempts, async () => {
    if (await isThere(hub, sha256)) return;
    const body =
      typeof source === "string"
        ? (Readable.toWeb(createReadStream(source)) as ReadableStream)
        : new Blob([source as Uint8Array<ArrayBuffer>]);
    const headers = { "content-type": "application/octet-stream" };
    const response = await hub.send(routes.putBlob, hub.address(routes.putBlob, { sha256 }), {
      body,
      bodyDigest: sha256,
      headers,
      timeoutMs: TIMEOUT_MS,
    });
    await response.body?.cancel();
  });
  return `sha256:${sha256}`;
}

async function isThere(hub: HubClient, sha256: string): Promise<boolean> {
  try {
    const response = await hub.send(routes.headBlob, hub.address(routes.headBlob, { sha256 }), { timeoutMs: 30_000 });
    await response.body?.cancel();
    return true;
  } catch (error) {
    if (error instanceof HubError && error.status === 404) return false;
    throw error;
  }
}

async function digestOf(source: BlobSource): Promise<string> {
  const hash = createHash("sha256");
  if (typeof source !== "string") return hash.update(source).digest("hex");
  for await (const part of createReadStream(source)) hash.update(part);
  return hash.digest("hex");
}
