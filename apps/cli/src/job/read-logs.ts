import { type HubClient, JobBell } from "@qubix/client";
import { deriveSealKeyPair, fromHex, openLogChunk, type RouteResponse } from "@qubix/protocol";
import type { Session } from "../context/session.ts";
import { screenWidth } from "../output/terminal.ts";
import { visible } from "../output/visible.ts";

/** Without a live channel the logs are asked for this often; with one it tells when to. */
const POLL_MS = 500;
const LIVE_POLL_MS = 5_000;

/** Which part of a job's logs. */
export interface LogOptions {
  attempt?: number;
  /** Goes on until the job has ended. */
  follow?: boolean;
}

/** A piece of log that was opened. */
export interface LogPiece {
  attempt: number;
  seq: number;
  stream: "stdout" | "stderr";
  /** Milliseconds since 1970, by the machine's clock. */
  time: number;
  text: string;
}

/** Opens a job's logs with the wallet's key, piece by piece. Only its requester's opens them. */
export async function* readLogs(session: Session, key: string, options: LogOptions): AsyncGenerator<LogPiece> {
  const { secretKey } = deriveSealKeyPair((await session.wallet()).keyPair.subseed);
  const bell = new JobBell(session.hub, key);
  try {
    yield* readUntilEnd(session.hub, key, secretKey, options, bell);
  } finally {
    bell.end();
  }
}

/** A piece as standard output gets it: files and pipes the text as it is, a screen nothing that would move its cursor. */
export function logText({ text }: LogPiece): string {
  const whole = text.replace(/\n$/, "");
  return screenWidth() === undefined ? whole : visible(whole);
}

async function* readUntilEnd(
  hub: HubClient,
  key: string,
  secretKey: Uint8Array,
  { attempt, follow }: LogOptions,
  bell: JobBell,
): AsyncGenerator<LogPiece> {
  let cursor: string | undefined;
  for (;;) {
    if (follow) bell.listen();
    // Asked before the logs: what was written before the end is then read in any case.
    const ended = follow ? (await hub.call("getJob", { params: { key } })).closeReason !== undefined : true;
    for (;;) {
      const page = await nextPage(hub, key, attempt, cursor);
      for (const entry of page.chunks) {
        const { stream, time, bytes } = openLogChunk({
          sealed: new Uint8Array(Buffer.from(entry.chunk, "base64")),
          seq: entry.seq,
          ephemeral: fromHex(entry.ephemeral),
          secretKey,
          jobKey: fromHex(key),
          attempt: entry.attempt,
        });
        yield { attempt: entry.attempt, seq: entry.seq, stream, time, text: new TextDecoder().decode(bytes) };
      }
      cursor = page.cursor ?? cursor;
      if (page.chunks.length === 0 || page.cursor === undefined) break;
    }
    if (ended) return;
    await bell.rung(bell.works ? LIVE_POLL_MS : POLL_MS);
  }
}

function nextPage(
  hub: HubClient,
  key: string,
  attempt: number | undefined,
  cursor: string | undefined,
): Promise<RouteResponse<"listJobLogs">> {
  const query = { limit: 200, ...(attempt !== undefined && { attempt }), ...(cursor !== undefined && { cursor }) };
  return hub.call("listJobLogs", { params: { key }, query });
}
