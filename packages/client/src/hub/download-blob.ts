import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { routes } from "@qubix/protocol";
import type { HubClient } from "./hub-client.ts";
import { HubError } from "./hub-error.ts";
import { retry } from "./retry.ts";

const TIMEOUT_MS = 3_600_000;

/** What to download, and where to. */
export type Download = { digest: string; size: number; file: string; signal?: AbortSignal };

/** Downloads into `file`.part, asking again only for what is missing after a break, checks size and digest, then
 * renames it. Wrong bytes are thrown away. @throws HubError BLOB_DIGEST_MISMATCH and others */
export async function downloadBlob(
  hub: HubClient,
  { digest, size, file, signal }: Download,
  attempts: number,
): Promise<void> {
  const part = `${file}.part`;
  const handle = await open(part, "w", 0o600);
  const hash = createHash("sha256");
  let received = 0;
  try {
    await retry(
      attempts,
      async () => {
        if (received === size) return;
        const take = async (bytes: Uint8Array) => {
          if (received + bytes.length > size) throw mismatch(digest, "more bytes than announced");
          hash.update(bytes);
          await writeAll(handle, bytes, received);
          received += bytes.length;
        };
        await stream(hub, digest, received, take, signal);
        if (received < size) throw HubError.unreachable(hub.url, new Error("the download broke off"));
      },
      signal,
    );
    if (`sha256:${hash.digest("hex")}` !== digest) throw mismatch(digest, "other bytes");
    await handle.close();
    await rename(part, file);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

async function stream(
  hub: HubClient,
  digest: string,
  from: number,
  take: (bytes: Uint8Array) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const url = hub.address(routes.getBlob, { sha256: digest.slice("sha256:".length) });
  const headers = from > 0 ? { range: `bytes=${from}-` } : {};
  const response = await hub.send(routes.getBlob, url, { headers, timeoutMs: TIMEOUT_MS, ...(signal && { signal }) });
  if (from > 0 && response.status !== 206) throw HubError.badAnswer("it ignores ranges");
  try {
    for await (const bytes of response.body ?? []) await take(bytes);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof HubError ? error : HubError.unreachable(hub.url, error);
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; )
    at += (await handle.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
}

const mismatch = (digest: string, found: string) =>
  new HubError(
    "BLOB_DIGEST_MISMATCH",
    0,
    `The hub sent ${found} under ${digest}.`,
    "Try again; if it stays, the hub's store is damaged.",
  );
