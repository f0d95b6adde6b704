import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import type { AppContext } from "../app-context.ts";
import { Problem } from "../problem.ts";
import { mountAgents } from "./agents.ts";
import { mountBlobs } from "./blobs.ts";
import { mountJobs } from "./jobs.ts";
import { mountLogs } from "./logs.ts";
import { mountModels } from "./models.ts";
import type { Api } from "./mount-route.ts";
import { mountNetwork } from "./network.ts";
import { mountProviders } from "./providers.ts";
import { sendProblem } from "./send-problem.ts";
import { mountSockets } from "./sockets.ts";

/** A running API. */
export interface RunningApi {
  /** Base address, `http://host:port`. */
  url: string;
  /** Stops listening, ends sockets and waits for what is being answered. */
  close(): Promise<void>;
}

/** Starts the hub's HTTP and WebSocket API on `config.listen`. */
export async function startApi(context: AppContext): Promise<RunningApi> {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("case sensitive routing", true);
  app.use(helmet());
  const origins = new Set<string>();
  const api: Api = { app, context, origins };
  mountNetwork(api);
  mountJobs(api);
  mountLogs(api);
  mountProviders(api);
  mountBlobs(api);
  mountModels(api);
  mountAgents(api);
  app.use((request: Request) => {
    throw new Problem("NOT_FOUND", `${request.method} ${request.path} is not offered.`);
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    sendProblem(response, error, context.log);
  });

  const server = createServer({ headersTimeout: 10_000, requestTimeout: 0, maxHeaderSize: 16 * 1024 }, app);
  const port = await listen(server, context.config.listen);
  for (const host of originsOf(context.config.publicOrigin, context.config.listen.host, port)) origins.add(host);
  const sockets = mountSockets(server, api);
  return {
    url: `http://${context.config.listen.host}:${port}`,
    async close() {
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // Long polls end when their sockets do; give running answers a moment.
      const force = setTimeout(() => server.closeAllConnections(), 500);
      await closed;
      clearTimeout(force);
    },
  };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function originsOf(publicOrigin: string | undefined, host: string, port: number): string[] {
  const local = [`${host}:${port}`, `127.0.0.1:${port}`, `localhost:${port}`];
  return publicOrigin === undefined ? local : [...local, new URL(publicOrigin).host];
}
