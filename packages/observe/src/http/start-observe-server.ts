import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Registry } from "prom-client";
import type { Health } from "../health/health.ts";

export interface ObserveServer {
  /** Base address: `http://host:port`. */
  url: string;
  close(): Promise<void>;
}

/** What is told about a process. */
export interface Observed {
  registry: Registry;
  health: Health;
  /** Sets what is told as it is at the moment; called before each answer with metrics. */
  refresh(): void;
}

/** Answers `GET /metrics`, `/healthz` and `/readyz` on an address of its own. */
export async function startObserveServer(
  { host, port }: { host: string; port: number },
  observed: Observed,
): Promise<ObserveServer> {
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000, maxHeaderSize: 8 * 1024 });
  server.maxConnections = 64;
  server.on("request", (request, response) => {
    const path = request.method === "GET" || request.method === "HEAD" ? request.url?.split("?", 1)[0] : undefined;
    answer(path, response, observed).catch(() => response.destroy());
  });
  const taken = await listen(server, host, port);
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  path: string | undefined,
  response: ServerResponse,
  { registry, health, refresh }: Observed,
): Promise<void> {
  if (path === "/metrics") {
    refresh();
    return send(response, 200, registry.contentType, await registry.metrics());
  }
  if (path === "/healthz") return sendJson(response, 200, { alive: true });
  if (path === "/readyz") {
    const readiness = await health.readiness();
    return sendJson(response, readiness.ready ? 200 : 503, readiness);
  }
  sendJson(response, 404, { paths: ["/metrics", "/healthz", "/readyz"] });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, "application/json", `${JSON.stringify(body)}\n`);
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response
    .writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(text), "cache-control": "no-store" })
    .end(text);
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
