import { type Agent, request } from "node:http";

/** What came back; the body up to a megabyte, nothing of a stream. */
export interface FuzzAnswer {
  status: number;
  type: string;
  text: string;
  requestId: string | undefined;
}

/** Sends exactly this. @throws when there is no answer, as when the server hangs up */
export function sendFuzz(
  base: URL,
  agent: Agent,
  {
    method,
    path,
    headers,
    body,
  }: { method: string; path: string; headers: Record<string, string>; body: Buffer | undefined },
): Promise<FuzzAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(body.length) };
    const outgoing = request({
      agent,
      method,
      path,
      host: base.hostname,
      port: base.port,
      headers: { ...headers, ...length },
    });
    outgoing.setTimeout(20_000, () => outgoing.destroy(new Error("no answer within 20 s")));
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const type = incoming.headers["content-type"] ?? "";
      const done = (text: string) =>
        resolve({
          status: incoming.statusCode!,
          type,
          text,
          requestId: incoming.headers["x-request-id"] as string | undefined,
        });
      if (type.startsWith("text/event-stream")) {
        incoming.destroy();
        return done("");
      }
      const pieces: Buffer[] = [];
      incoming.on("data", (piece: Buffer) => pieces.push(piece));
      incoming.on("end", () => done(Buffer.concat(pieces).toString("utf8")));
      incoming.on("error", reject);
    });
    outgoing.end(body);
  });
}
