import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type AgentPoke, API_PREFIX, EMPTY_BODY_DIGEST } from "@qubix/protocol";
import { channels } from "@qubix/store";
import { type WebSocket, WebSocketServer } from "ws";
import { Problem } from "../problem.ts";
import { authenticate } from "./authenticate.ts";
import { LiveConnection } from "./live-connection.ts";
import type { Api } from "./mount-route.ts";

/** Sockets that may be open at once; what is beyond is told to come back. */
const MAX_SOCKETS = 20_000;
const PING_MS = 30_000;

/** The hub's WebSockets: `/live` for readers, `/agent/socket` for agents, which hear only that there is something to pull. */
export function mountSockets(server: Server, api: Api): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 });
  const alive = new WeakSet<WebSocket>();
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    void upgrade(request, socket, head);
  });

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      if (sockets.clients.size >= MAX_SOCKETS) return refuse(socket, "503 Service Unavailable");
      const attach = await attachmentFor(request, api);
      if (attach === undefined) return refuse(socket, "404 Not Found");
      sockets.handleUpgrade(request, socket, head, (connection) => {
        alive.add(connection);
        connection.on("pong", () => alive.add(connection));
        attach(connection);
      });
    } catch (error) {
      refuse(socket, error instanceof Problem ? "401 Unauthorized" : "500 Internal Server Error");
    }
  }

  const pings = setInterval(() => {
    for (const connection of sockets.clients) {
      if (!alive.has(connection)) connection.terminate();
      alive.delete(connection);
      connection.ping();
    }
  }, PING_MS);

  return {
    close() {
      clearInterval(pings);
      for (const connection of sockets.clients) connection.close(1001, "the hub is shutting down");
      for (const connection of sockets.clients) connection.terminate();
      sockets.close();
    },
  };
}

/** What to do with a socket of this address. @throws Problem when it isn't signed as it must be */
async function attachmentFor(
  request: IncomingMessage,
  api: Api,
): Promise<((connection: WebSocket) => void) | undefined> {
  const url = new URL(request.url ?? "/", "http://hub");
  if (url.pathname === `${API_PREFIX}/live`) return (connection) => void new LiveConnection(connection, api.context);
  if (url.pathname !== `${API_PREFIX}/agent/socket`) return undefined;
  const { context, origins } = api;
  const origin = request.headers.host?.toLowerCase() ?? "";
  if (!origins.has(origin)) throw new Problem("SIGNATURE_INVALID", `This hub is not ${origin}.`);
  const facts = {
    network: context.network.id,
    origin,
    method: "GET",
    path: request.url ?? "",
    bodyDigest: EMPTY_BODY_DIGEST,
  };
  const caller = await authenticate(request.headers.authorization, facts, Date.now(), (identity, nonce, forMs) =>
    context.store.nonces.use(identity, nonce, forMs),
  );
  const provider = await context.agents.providerOf(caller.publicKey);
  const machine = url.searchParams.get("machine");
  if (provider === undefined || machine === null) throw new Problem("PROVIDER_NOT_FOUND", "This key is no provider's.");
  return (connection) => {
    const poke = () => {
      const message: AgentPoke = { type: "poke" };
      if (connection.readyState === connection.OPEN) connection.send(JSON.stringify(message));
    };
    const unsubscribe = context.bus.subscribe(channels.machine(provider, machine), poke);
    connection.on("close", unsubscribe);
    connection.on("error", () => connection.terminate());
    // An agent has nothing to say here: everything it says is a signed request.
    connection.on("message", () => connection.close(1008, "nothing is read here"));
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
