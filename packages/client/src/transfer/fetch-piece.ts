import { routes, sha256OfBlob } from "@qubix/protocol";
import type { HubClient } from "../hub/hub-client.ts";
import { HubError, isTransient } from "../hub/hub-error.ts";
import { retry } from "../hub/retry.ts";
import type { PartialFile, Span } from "./partial-file.ts";

/** For one piece. */
const TIMEOUT_MS = 600_000;
/** Bytes that are written to the disk at once. What is lost by a kill is at most this, for each piece on its way. */
const WRITE_BYTES = 512 * 1024;
/** A connection that breaks after so much was worth it: the next one is made at once, and counts anew. */
const PROGRESS_BYTES = 64 * 1024;

/** What a piece is fetched for. */
export interface Fetching {
  hub: HubClient;
  /** `sha256:…` of the whole. */
  digest: string;
  partial: PartialFile;
  attempts: number;
  onBytes(): void;
}

/** Fetches what is missing of a piece, going on where a connection breaks. @throws HubError */
export async function fetchPiece(fetching: Fetching, piece: number, signal: AbortSignal): Promise<void> {
  const { partial, attempts } = fetching;
  await retry(
    attempts,
    async () => {
      for (;;) {
        const before = partial.missing(piece);
        if (before.from === before.to) return;
        try {
          await stream(fetching, piece, before, signal);
        } catch (error) {
          if (!isTransient(error) || partial.missing(piece).from - before.from < PROGRESS_BYTES) throw error;
        }
      }
    },
    signal,
  );
}

/** One request. What has come when it breaks is kept. */
async function stream(
  { hub, digest, partial, onBytes }: Fetching,
  piece: number,
  span: Span,
  signal: AbortSignal,
): Promise<void> {
  const url = hub.address(routes.getBlob, { sha256: sha256OfBlob(digest) });
  const headers = { range: `bytes=${span.from}-${span.to - 1}` };
  const response = await hub.send(routes.getBlob, url, { headers, timeoutMs: TIMEOUT_MS, signal });
  let gathered: Uint8Array[] = [];
  let waiting = 0;
  const flush = async () => {
    const bytes = gathered;
    gathered = [];
    waiting = 0;
    if (bytes.length > 0) await partial.append(piece, bytes);
    onBytes();
  };
  try {
    checkRange(response, span, partial.size);
    for await (const bytes of response.body ?? []) {
      if (waiting + bytes.length > partial.missing(piece).to - partial.missing(piece).from)
        throw HubError.wrongBytes(digest, "more bytes than it was asked for");
      gathered.push(bytes);
      waiting += bytes.length;
      if (waiting >= WRITE_BYTES) await flush();
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Error) || error instanceof HubError || "syscall" in error) throw error;
    await flush();
    throw HubError.unreachable(hub.url, error);
  } finally {
    await response.body?.cancel().catch(() => undefined);
  }
  await flush();
  const { from, to } = partial.missing(piece);
  if (from < to) throw HubError.unreachable(hub.url, new Error("the download broke off"));
}

/** Whether the hub sends what it was asked for. @throws HubError BAD_ANSWER */
function checkRange(response: Response, { from, to }: Span, size: number): void {
  const whole = from === 0 && to === size;
  if (response.status !== 206) {
    if (whole) return;
    throw HubError.badAnswer("it ignores ranges");
  }
  const said = response.headers.get("content-range");
  const expected = `bytes ${from}-${to - 1}/${size}`;
  if (said !== expected) throw HubError.badAnswer(`it sends "${said ?? "no range"}" instead of "${expected}"`);
}
