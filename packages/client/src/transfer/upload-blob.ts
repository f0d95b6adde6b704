import { routes } from "@qubix/protocol";
import { newSha256 } from "#sha256";
import type { HubClient } from "../hub/hub-client.ts";
import { HubError } from "../hub/hub-error.ts";
import { retry } from "../hub/retry.ts";
import { inParallel } from "./in-parallel.ts";
import type { TransferOptions } from "./transfer-options.ts";
import { type BlobSource, type Content, openContent } from "./upload-content.ts";

/** Parts that are sent at a time: the hub writes one to its disk while others are on their way. */
const AT_ONCE = 3;
/** As the hub takes them in one request. */
const WHOLE_BYTES = 8 * 1024 * 1024;
const TIMEOUT_MS = 600_000;

/**
 * Uploads under the SHA-256 of the content, unless it is there already. What is larger than a part goes in parts: after a
 * break, of this process too, only what is missing is sent. Memory use is some parts. Returns `sha256:…`.
 */
export async function uploadBlob(
  hub: HubClient,
  source: BlobSource,
  attempts: number,
  options: TransferOptions = {},
): Promise<string> {
  const content = await openContent(source, options.signal);
  const { sha256, size } = content;
  try {
    options.onProgress?.({ done: 0, size });
    if (!(await retry(attempts, () => isThere(hub, sha256), options.signal))) {
      if (size <= WHOLE_BYTES) await sendWhole(hub, content, attempts, options.signal);
      else await sendInParts(hub, content, attempts, options);
    }
    options.onProgress?.({ done: size, size });
    return `sha256:${sha256}`;
  } finally {
    await content.close();
  }
}

async function sendWhole(hub: HubClient, content: Content, attempts: number, signal?: AbortSignal): Promise<void> {
  const { sha256, size } = content;
  const bytes = await content.read(0, size);
  await retry(attempts, () => put(hub, routes.putBlob, { sha256 }, bytes, signal), signal);
}

async function sendInParts(
  hub: HubClient,
  content: Content,
  attempts: number,
  options: TransferOptions,
): Promise<void> {
  const { sha256, size } = content;
  for (let again = 1; ; again++) {
    const { id } = await sendMissing(hub, content, attempts, options);
    try {
      await hub.call("completeUpload", { params: { id }, timeoutMs: TIMEOUT_MS, ...signalOf(options) });
      return;
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      // A try before this one has completed it, and its answer was lost.
      if (error.code === "UPLOAD_NOT_FOUND" && (await isThere(hub, sha256))) return;
      // The hub has lost parts that it had noted.
      if (error.code !== "UPLOAD_INCOMPLETE" || again >= attempts) throw error;
      options.onProgress?.({ done: 0, size });
    }
  }
}

/** Sends the parts that the hub doesn't have, also from an earlier try. */
async function sendMissing(
  hub: HubClient,
  { sha256, size, read }: Content,
  attempts: number,
  options: TransferOptions,
): Promise<{ id: string }> {
  const { id, parts, partSize, received } = await hub.call("beginUpload", {
    body: { sha256, size },
    ...signalOf(options),
  });
  const lengthOf = (number: number) => Math.min(partSize, size - (number - 1) * partSize);
  const here = new Set(received);
  const missing = Array.from({ length: parts }, (_, i) => i + 1).filter((number) => !here.has(number));
  let done = size - missing.reduce((sum, number) => sum + lengthOf(number), 0);
  options.onProgress?.({ done, size });
  const send = async (number: number, signal: AbortSignal) => {
    const bytes = await read((number - 1) * partSize, lengthOf(number));
    const params = { id, number, sha256: digestOf(bytes) };
    await retry(attempts, () => put(hub, routes.putUploadPart, params, bytes, signal), signal);
    done += bytes.length;
    options.onProgress?.({ done, size });
  };
  await inParallel(missing, AT_ONCE, send, options.signal);
  return { id };
}

function digestOf(bytes: Uint8Array): string {
  const hash = newSha256();
  hash.update(bytes);
  return hash.hex();
}

const signalOf = ({ signal }: TransferOptions) => (signal === undefined ? {} : { signal });

async function put(
  hub: HubClient,
  route: typeof routes.putBlob | typeof routes.putUploadPart,
  params: { sha256: string },
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<void> {
  const response = await hub.send(route, hub.address(route, params), {
    // Not as a stream: its length has to be known.
    body: bytes as Uint8Array<ArrayBuffer>,
    bodyDigest: params.sha256,
    headers: { "content-type": "application/octet-stream" },
    timeoutMs: TIMEOUT_MS,
    ...(signal && { signal }),
  });
  await response.body?.cancel();
}

async function isThere(hub: HubClient, sha256: string): Promise<boolean> {
  try {
    const response = await hub.send(routes.headBlob, hub.address(routes.headBlob, { sha256 }), { timeoutMs: 30_000 });
    await response.body?.cancel();
    return true;
  } catch (error) {
    // A key that may only write can't look; sending what is there already is harmless.
    if (error instanceof HubError && (error.status === 404 || error.status === 403)) return false;
    throw error;
  }
}
