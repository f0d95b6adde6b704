import { createServer, type Server } from "node:http";
import { ComputorLists, TcpClient } from "@qubix/qubic";
import { BundleIntake, type Intake } from "./bundle-intake.ts";
import { type OcMachineOptions, parseConfig } from "./config.ts";
import { NodeListener } from "./node-listener.ts";
import { RecentBundles } from "./recent-bundles.ts";
import { Subscribers } from "./subscribers.ts";

export interface OcMachine {
  /** Where nodes dial in. */
  nodePort: number;
  /** Where hubs subscribe: `ws://host:port/v1/bundles`. */
  bundlesUrl: string;
  status(): OcMachineStatus;
  close(): Promise<void>;
}

export interface OcMachineStatus {
  nodes: number;
  subscribers: number;
  bundles: Record<Intake, number>;
}

/**
 * Starts an OC machine: it takes bundles from Qubic nodes, verifies all 451 signatures against the computor list that the
 * network's arbitrator signed, drops duplicates by invocation, and forwards the rest to whoever subscribed.
 *
 * @throws Error when the configuration is wrong or a port is taken
 */
export async function startOcMachine(options: OcMachineOptions): Promise<OcMachine> {
  const config = parseConfig(options);
  const clients = config.nodes.map((node) => new TcpClient(node));
  const recent = new RecentBundles(config.limits.recent);
  const subscribers = new Subscribers(recent, config.limits);
  const lists = new ComputorLists(clients, Uint8Array.from(Buffer.from(config.arbitrator, "hex")));
  const intake = new BundleIntake(lists, recent, config.limits.queue, () => subscribers.pump());
  const listener = new NodeListener(intake, config.limits, config.allowedNodes);
  const status = () => ({ nodes: listener.connections, subscribers: subscribers.size, bundles: { ...intake.counts } });
  const http = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    const found = request.method === "GET" && request.url === "/v1/status";
    response.writeHead(found ? 200 : 404, { "content-type": "application/json" });
    response.end(
      JSON.stringify(found ? status() : { error: "Ask GET /v1/status, or open a WebSocket at /v1/bundles." }),
    );
  });
  http.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    subscribers.upgrade(request, socket, head);
  });

  const close = async () => {
    intake.close();
    subscribers.close();
    http.closeAllConnections();
    await Promise.all([
      listener.close(),
      new Promise((resolve) => http.close(resolve)),
      ...clients.map((client) => client.close()),
    ]);
  };
  try {
    const nodePort = await listener.listen(config.nodeListen.host, config.nodeListen.port);
    const hubPort = await listenHttp(http, config.hubListen.host, config.hubListen.port);
    const host = config.hubListen.host === "0.0.0.0" ? "127.0.0.1" : config.hubListen.host;
    return { nodePort, bundlesUrl: `ws://${host}:${hubPort}/v1/bundles`, status, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listenHttp(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
