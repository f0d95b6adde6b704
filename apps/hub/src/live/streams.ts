import type { LiveChannel } from "@qubix/protocol";
import type { Request, Response } from "express";
import { addressOf } from "../api/http/address-of.ts";
import { type Api, mountRoute } from "../api/mount-route.ts";
import type { Caller } from "../auth/caller.ts";
import { Problem } from "../problem.ts";
import { checkChannel } from "./check-channel.ts";
import type { Live } from "./live.ts";
import { StreamConnection } from "./stream-connection.ts";

interface StreamRequest {
  caller: Caller | undefined;
  raw: Request;
  query: { after?: number | undefined };
}

/** The live channels as server-sent events, for those who can't open a WebSocket. */
export function mountStreams(api: Api, live: Live): void {
  mountRoute(api, "streamJob", async (request, response) => {
    const channel = { channel: "job", key: request.params.key } as const;
    return stream(request, response, channel, lastOf(request) ?? 0);
  });
  mountRoute(api, "streamAccount", async (request, response) => {
    const identity = request.query.identity ?? request.caller.identity;
    return stream(request, response, { channel: "account", identity }, lastOf(request));
  });
  mountRoute(api, "streamNetwork", async (request, response) =>
    stream(request, response, { channel: "network" }, lastOf(request)),
  );

  async function stream(
    { caller, raw }: StreamRequest,
    response: Response,
    channel: LiveChannel,
    from: number | undefined,
  ): Promise<undefined> {
    await checkChannel(live, caller, channel);
    const place = live.connections.admit(addressOf(raw));
    if (typeof place === "string")
      throw new Problem("TOO_MANY_CONNECTIONS", "Too many live connections are open from here, or in all.");
    response.once("close", place);
    response.status(200).set({
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no", // nginx would hold events back
    });
    response.flushHeaders();
    if (raw.method === "HEAD") response.end();
    else await new StreamConnection(response, caller, live).follow(channel, from);
  }
}

/** Where to go on: what an EventSource that comes back says, or the query. @throws Problem INVALID_REQUEST */
function lastOf({ raw, query }: StreamRequest): number | undefined {
  const header = raw.get("Last-Event-ID");
  if (header === undefined || header === "") return query.after;
  const last = /^\d{1,16}$/.test(header) ? Number(header) : Number.NaN;
  if (!Number.isSafeInteger(last)) throw new Problem("INVALID_REQUEST", "Last-Event-ID is the number of an event.");
  return last;
}
