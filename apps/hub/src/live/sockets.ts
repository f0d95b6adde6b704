import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { API_PREFIX } from "@qubix/protocol";
import { type WebSocket, WebSocketServer } from "ws";
import { authenticateStream } from "../api/authenticate.ts";
import type { Api } from "../api/mount-route.ts";
import { Problem } from "../problem.ts";
import { AgentConnection } from "./agent-connection.ts";
import { clientAddress } from "./client-address.ts";
import type { Connection } from "./connections.ts";
import type { Live } from "./live.ts";
import { LiveConnection } from "./live-connection.ts";
import { refuseUpgrade } from "./refuse-upgrade.ts";
import { agentOf, checkOrigin } from "./socket-caller.ts";

/** Nothing that a client says here is longer. */
const MAX_MESSAGE_BYTES = 16 * 1024;

/** The hub's WebSockets: `/live` for readers, `/agent/socket` for agents. */
export function mountSockets(server: Server, api: Api, live: Live): { close(): Promise<void> } {
  const { log, config } = api.context;
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false, // a small message could stand for a very large one
    maxPayload: MAX_MESSAGE_BYTES,
    maxFragments: 16,
    maxBufferedChunks: 1024,
  });

  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    upgrade(request, socket, head).catch((error) => {
      if (!(error instanceof Problem)) log.error("a socket could not be opened", { error: String(error) });
      refuseUpgrade(socket, error instanceof Problem ? error : new Problem("INTERNAL", "Try again."));
    });
  });

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(request.url ?? "/", "http://hub");
    const address = clientAddress(request, config.trustProxy);
    await api.rates.arriveAt(address);
    const release = admit(address);
    socket.once("close", release);
    if (socket.destroyed) return release();
    const connect = await connectorOf(request, url);
    if (socket.destroyed) return;
    sockets.handleUpgrade(request, socket, head, (connection) => {
      connection.on("error", () => undefined); // it closes itself, with the code that fits
      connection.once("close", live.connections.watch(connect(connection)));
    });
  }

  function admit(address: string): () => void {
    const place = live.connections.admit(address);
    if (place === "hub-full") throw new Problem("TOO_MANY_CONNECTIONS", "This process has no place left.");
    if (place === "address-full") throw new Problem("TOO_MANY_CONNECTIONS", `Too many are open from ${address}.`);
    return place;
  }

  /** What to do with a socket of this address. */
  async function connectorOf(request: IncomingMessage, url: URL): Promise<(socket: WebSocket) => Connection> {
    if (url.pathname === `${API_PREFIX}/live`) {
      checkOrigin(request, api);
      const caller = await authenticateStream(api, request);
      return (socket) => new LiveConnection(socket, caller, live);
    }
    if (url.pathname === `${API_PREFIX}/agent/socket`) {
      const { provider, machine } = await agentOf(request, url, api);
      return (socket) => new AgentConnection(socket, api.context.bus, provider, machine);
    }
    throw new Problem("NOT_FOUND", "There is no socket at this address.");
  }

  return {
    /** After `live.close()`, which said farewell. */
    async close() {
      const gone = [...sockets.clients].map((client) => new Promise((resolve) => client.once("close", resolve)));
      await Promise.all(gone); // none can hold this up: see closeSocket
      sockets.close();
    },
  };
}
