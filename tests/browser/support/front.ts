import { createServer, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** A server before the hub, as operators have one, that can be taken away and can change the page. */
export interface Front {
  url: string;
  /** Nobody answers while it is set; open lines are cut. */
  away: boolean;
  /** What pages become on their way. */
  change: (page: string) => string;
  close(): Promise<void>;
}

/** Starts a front for the hub at this address. */
export async function openFront(hub: string): Promise<Front> {
  const target = new URL(hub);
  const sockets = new Set<Socket>();
  let away = false;
  const headersOf = ({ headers }: IncomingMessage) => ({
    ...{ ...headers, host: target.host, "accept-encoding": "identity" },
    ...(headers.origin && { origin: target.origin }),
  });
  const server = createServer((incoming, outgoing) => {
    const { method, url } = incoming;
    const onward = request(new URL(url!, target), { method: method!, headers: headersOf(incoming) }, async (answer) => {
      const isPage = answer.headers["content-type"]?.startsWith("text/html");
      if (!isPage) {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        return answer.pipe(outgoing);
      }
      const parts = await answer.toArray();
      const { "content-length": _, ...headers } = answer.headers;
      outgoing.writeHead(answer.statusCode!, headers).end(front.change(Buffer.concat(parts).toString("utf8")));
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.on("connection", (socket) => {
    sockets.add(socket.once("close", () => sockets.delete(socket)));
    if (away) socket.destroy();
  });
  server.on("upgrade", (incoming, socket) => {
    const onward = connect(Number(target.port), target.hostname, () => {
      const lines = Object.entries(headersOf(incoming)).map(([name, value]) => `${name}: ${value}`);
      onward.write(`GET ${incoming.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const front: Front = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get away() {
      return away;
    },
    set away(isAway) {
      away = isAway;
      if (isAway) cut();
    },
    change: (page) => page,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return front;
}
