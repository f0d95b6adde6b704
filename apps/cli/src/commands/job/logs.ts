import type { HubClient } from "@qubix/client";
import { deriveSealKeyPair, fromHex, openLogChunk, type RouteResponse } from "@qubix/protocol";
import type { Command } from "commander";
import { parseWhole } from "../../context/amount.ts";
import type { Session } from "../../context/session.ts";
import { defineCommand } from "../define-command.ts";

interface LogOptions {
  attempt?: number;
  follow?: boolean;
}

/** `qubix job logs`: opened here, with the requester's key. */
export function logsCommand(job: Command): void {
  defineCommand<LogOptions>(job, {
    usage: "logs <key>",
    summary: "Print what the job writes to stdout and stderr. Only the requester's wallet can open it.",
    examples: ["job logs 0123…cdef", "job logs 0123…cdef --follow", "job logs 0123…cdef --attempt 2 --json"],
    configure: (command) =>
      command
        .option("--attempt <n>", "only this attempt", parseWhole("--attempt", 1, 2 ** 32 - 1))
        .option("-f, --follow", "go on until the job has ended"),
    async run(session, options, key) {
      const { secretKey } = deriveSealKeyPair((await session.wallet()).keyPair.subseed);
      await printLogs(session, key!, secretKey, options);
    },
  });
}

async function printLogs(session: Session, key: string, secretKey: Uint8Array, options: LogOptions): Promise<void> {
  const { hub, printer } = session;
  let cursor: string | undefined;
  for (;;) {
    // Asked before the logs: what was written before the end is then read in any case.
    const ended = options.follow ? (await hub.call("getJob", { params: { key } })).closeReason !== undefined : true;
    for (;;) {
      const page = await nextPage(hub, key, options.attempt, cursor);
      for (const entry of page.chunks) {
        const chunk = openLogChunk({
          sealed: new Uint8Array(Buffer.from(entry.chunk, "base64")),
          seq: entry.seq,
          ephemeral: fromHex(entry.ephemeral),
          secretKey,
          jobKey: fromHex(key),
          attempt: entry.attempt,
        });
        const text = new TextDecoder().decode(chunk.bytes);
        const { attempt, seq } = entry;
        printer.result({ attempt, seq, stream: chunk.stream, time: chunk.time, text }, () => text.replace(/\n$/, ""));
      }
      cursor = page.cursor ?? cursor;
      if (page.chunks.length === 0 || page.cursor === undefined) break;
    }
    if (ended) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
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
