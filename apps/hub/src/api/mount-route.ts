import { createHash } from "node:crypto";
import {
  API_PREFIX,
  EMPTY_BODY_DIGEST,
  parseJson,
  type RouteBody,
  type RouteName,
  type RouteParams,
  type RouteQuery,
  type RouteResponse,
  routes,
} from "@qubix/protocol";
import type { Express, Request, Response } from "express";
import type { AppContext } from "../app-context.ts";
import { Problem } from "../problem.ts";
import { authenticate, type Caller, type RequestFacts } from "./authenticate.ts";
import { readBody } from "./read-body.ts";

/** The server that routes are put on. */
export interface Api {
  app: Express;
  context: AppContext;
  /** Hosts (with port, lowercase) under which this hub is reached; a request signed for another one is refused. */
  origins: ReadonlySet<string>;
}

/** Bytes of a JSON body where the route does not say otherwise. */
const DEFAULT_MAX_BODY = 256 * 1024;

/** A request after all checks that follow from the route table. */
export interface RouteRequest<N extends RouteName> {
  params: RouteParams<N>;
  query: RouteQuery<N>;
  body: RouteBody<N>;
  /** Set on routes that need a signature. */
  caller: Caller;
  /** For streamed bodies and headers such as Range. */
  raw: Request;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
}

/** Answers with the response's JSON, or writes to `response` itself and returns undefined (binary routes). */
export type Handler<N extends RouteName> = (
  request: RouteRequest<N>,
  response: Response,
) => Promise<RouteResponse<N> | undefined>;

/** Puts one route of protocol's table on the server: method, path, validation and signature all come from the table. */
export function mountRoute<N extends RouteName>(api: Api, name: N, handler: Handler<N>): void {
  const route: Table = routes[name];
  const method = route.method.toLowerCase() as "get" | "head" | "put" | "post" | "delete";
  api.app[method](API_PREFIX + route.path, async (raw: Request, response: Response) => {
    const binary = route.body === "binary";
    const bytes = binary || route.body === undefined ? undefined : await readJsonBody(raw, route);
    const request = {
      params: route.params?.parse(raw.params) ?? {},
      query: route.query?.parse(raw.query) ?? {},
      caller: route.auth === "none" ? undefined : await callerOf(raw, api, bytes),
      body: bytes === undefined ? undefined : parseBody(bytes, route),
      raw,
      signal: abortedWith(response),
    };
    const result = await handler(request as unknown as RouteRequest<N>, response);
    if (result !== undefined) response.status(route.status).json(result);
  });
}

type Table = (typeof routes)[RouteName] & {
  params?: { parse(value: unknown): unknown };
  query?: { parse(value: unknown): unknown };
  body?: { parse(value: unknown): unknown } | "binary";
  digested?: boolean;
  maxBody?: number;
};

async function readJsonBody(raw: Request, route: Table): Promise<Buffer> {
  if (!raw.is("application/json")) throw new Problem("UNSUPPORTED_MEDIA_TYPE", "The body must be application/json.");
  return readBody(raw, route.maxBody ?? DEFAULT_MAX_BODY);
}

function parseBody(bytes: Buffer, route: Table): unknown {
  const body = route.body as { parse(value: unknown): unknown };
  return body.parse(route.digested ? parseJson(bytes, bytes.length) : looseJson(bytes));
}

function looseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new Problem("INVALID_JSON", error instanceof Error ? error.message : "The body is not JSON.");
  }
}

/** The body's digest: of the bytes read, or for a streamed blob the digest its address names (checked while streaming). */
function callerOf(raw: Request, { context, origins }: Api, bytes: Buffer | undefined): Promise<Caller> {
  const named = raw.params.sha256;
  const facts: RequestFacts = {
    network: context.network.id,
    origin: raw.headers.host?.toLowerCase() ?? "",
    method: raw.method,
    path: raw.originalUrl,
    bodyDigest:
      bytes !== undefined
        ? createHash("sha256").update(bytes).digest("hex")
        : typeof named === "string" && raw.method === "PUT"
          ? named
          : EMPTY_BODY_DIGEST,
  };
  if (!origins.has(facts.origin)) {
    throw new Problem("SIGNATURE_INVALID", `This hub is not ${facts.origin}.`);
  }
  return authenticate(raw.headers.authorization, facts, Date.now(), (identity, nonce, forMs) =>
    context.store.nonces.use(identity, nonce, forMs),
  );
}

function abortedWith(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  return controller.signal;
}
