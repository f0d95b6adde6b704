import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import type { AppContext } from "../app-context.ts";
import { mountHuggingFace } from "../huggingface/mount-huggingface.ts";
import { openLive } from "../live/live.ts";
import { mountSockets } from "../live/sockets.ts";
import { mountStreams } from "../live/streams.ts";
import { accessLog } from "../observe/access-log.ts";
import { mountHealth } from "../observe/mount-health.ts";
import { mountWeb } from "../web/mount-web.ts";
import { mountAccount } from "./account.ts";
import { mountAgents } from "./agents.ts";
import { mountBlobs } from "./blobs.ts";
import { mountChain } from "./chain.ts";
import { closeServer } from "./close-server.ts";
import { mountData } from "./data.ts";
import { mountDocs } from "./docs/mount-docs.ts";
import { mountEstimates } from "./estimates.ts";
import { mountEvents } from "./events.ts";
import { mountExplorer } from "./explorer.ts";
import { mountFaucet } from "./faucet.ts";
import { agreeVersion } from "./http/agree-version.ts";
import { allowOrigins } from "./http/allow-origins.ts";
import { answerClientError } from "./http/answer-client-error.ts";
import { identifyRequest } from "./http/identify-request.ts";
import { RateLimiter } from "./http/rate-limiter.ts";
import { refuseOthers } from "./http/refuse-others.ts";
import { mountJobs } from "./jobs.ts";
import { mountLogs } from "./logs.ts";
import { mountModelAccess } from "./model-access.ts";
import { mountModelVersions } from "./model-versions.ts";
import { mountModels } from "./models.ts";
import { mountModeration } from "./moderation.ts";
import type { Api } from "./mount-route.ts";
import { mountNetwork } from "./network.ts";
import { mountOperator } from "./operator.ts";
import { mountProviders } from "./providers.ts";
import { mountRuns } from "./runs.ts";
import { sendProblem } from "./send-problem.ts";
import { mountStatistics } from "./statistics.ts";
import { mountTransactions } from "./transactions.ts";
import { mountUploads } from "./uploads.ts";
import { mountWebhooks } from "./webhooks.ts";

/** A running API. */
export interface RunningApi {
  /** Base address, `http://host:port`. */
  url: string;
  /** Stops listening, ends sockets and waits for what is being answered. */
  close(): Promise<void>;
}

/** Bodies have limits of their own (`limits.bodyMs`, `limits.upload`): an upload may take hours. */
const SERVER = {
  headersTimeout: 10_000,
  requestTimeout: 0,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
};

/** Starts the hub's HTTP and WebSocket API on `config.listen`. */
export async function startApi(context: AppContext): Promise<RunningApi> {
  const { config, log, store } = context;
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("case sensitive routing", true);
  app.set("strict routing", true);
  app.set("etag", false);
  app.set("trust proxy", config.trustProxy);
  const rates = new RateLimiter(store.rateLimits, config.limits.rate, log, () => store.clock.monotonic());
  mountHealth(app, context.health);
  app.use(identifyRequest, accessLog(context), helmet(), allowOrigins(config.corsOrigins), agreeVersion);
  app.use((request: Request, response: Response, next: NextFunction) =>
    rates.arrive(request, response).then(() => next()),
  );
  const origins = new Set<string>();
  const closing = new AbortController();
  const api: Api = { app, context, origins, rates, mounted: [], closing: closing.signal };
  mountNetwork(api);
  mountChain(api);
  mountExplorer(api);
  mountFaucet(api);
  mountJobs(api);
  mountEstimates(api);
  mountLogs(api);
  mountProviders(api);
  mountBlobs(api);
  mountModels(api);
  mountModelVersions(api);
  mountModelAccess(api);
  mountTransactions(api);
  mountRuns(api);
  mountEvents(api);
  mountStatistics(api);
  mountAgents(api);
  mountWebhooks(api);
  mountData(api);
  mountUploads(api);
  mountModeration(api);
  mountOperator(api);
  mountAccount(api);
  const live = openLive(context);
  mountStreams(api, live);
  mountDocs(api);
  mountHuggingFace(api);
  await mountWeb(api);
  refuseOthers(app, api.mounted);
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    sendProblem(request, response, error, log);
  });

  const server = createServer(SERVER, app);
  server.maxHeadersCount = 100;
  // A socket on which nothing moves, in either direction. Long polls and streams say something earlier.
  server.setTimeout(config.limits.idleMs);
  server.on("clientError", answerClientError);
  const port = await listen(server, config.listen);
  for (const host of originsOf(config.publicOrigin, config.listen.host, port)) origins.add(host);
  const sockets = mountSockets(server, api, live);
  return {
    url: `http://${config.listen.host}:${port}`,
    async close() {
      live.close();
      closing.abort();
      await Promise.all([closeServer(server), sockets.close()]);
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
