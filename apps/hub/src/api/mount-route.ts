import {
  API_PREFIX,
  keepsAnswer,
  type Route,
  type RouteBody,
  type RouteName,
  type RouteParams,
  type RouteQuery,
  type RouteResponse,
  routes,
} from "@qubix/protocol";
import type { Express, Request, Response } from "express";
import type { AppContext } from "../app-context.ts";
import type { Caller } from "../auth/caller.ts";
import { noteInScope } from "../observe/request-scope.ts";
import { authorize } from "./authorize.ts";
import { addressOf } from "./http/address-of.ts";
import { answerOnce } from "./http/answer-once.ts";
import { checkAccept, checkContentType } from "./http/check-media.ts";
import type { RateLimiter } from "./http/rate-limiter.ts";
import { readJson } from "./http/read-json.ts";
import { readQuery } from "./http/read-query.ts";
import { sendAnswer } from "./http/send-answer.ts";
import { inTime, readBody } from "./read-body.ts";

/** The server that routes are put on. */
export interface Api {
  app: Express;
  context: AppContext;
  /** Hosts (with port, lowercase) under which this hub is reached; a request signed for another one is refused. */
  origins: ReadonlySet<string>;
  rates: RateLimiter;
  /** Routes so far, for `Allow`. */
  mounted: Pick<Route, "method" | "path">[];
  /** Aborts when the server is about to end: what waits for something to happen answers with what there is. */
  closing: AbortSignal;
}

/** Bytes of a JSON body where the route does not say otherwise. */
const DEFAULT_MAX_BODY = 256 * 1024;

/** A request after all checks that follow from the route table. */
export interface RouteRequest<N extends RouteName> {
  params: RouteParams<N>;
  query: RouteQuery<N>;
  body: RouteBody<N>;
  /** Who asks. On routes that are open to all, only when they say so. */
  caller: (typeof routes)[N]["auth"] extends "none" ? Caller | undefined : Caller;
  /** A streamed body: read it from here, it ends when the client stalls. */
  upload: AsyncIterable<Buffer>;
  /** For headers such as Range. */
  raw: Request;
  /** Aborts when the client goes away, or the server is about to end. */
  signal: AbortSignal;
}

/** Answers with the response's JSON, or writes to `response` itself and returns undefined (binary routes). */
export type Handler<N extends RouteName> = (
  request: RouteRequest<N>,
  response: Response,
) => Promise<RouteResponse<N> | undefined>;

/**
 * Puts one route of protocol's table on the server. Before the handler runs, a request has passed, in this order: the
 * address's rate limit (start-api.ts), media types, size and time of its body, the shape of path, query and body, the
 * authorization, and the caller's rate limit.
 */
export function mountRoute<N extends RouteName>(api: Api, name: N, handler: Handler<N>): void {
  const route: Route = routes[name];
  const method = route.method.toLowerCase() as "get" | "head" | "put" | "post" | "delete";
  api.mounted.push(route);
  api.app[method](API_PREFIX + route.path, async (raw: Request, response: Response) => {
    const { key } = raw.params;
    noteInScope({ route: name, ...(typeof key === "string" && { jobKey: key }) });
    checkAccept(raw, route);
    checkContentType(raw, route);
    const { limits } = api.context.config;
    const isJson = route.body !== undefined && route.body !== "binary";
    const bytes = isJson ? await readBody(raw, route.maxBody ?? DEFAULT_MAX_BODY, limits.bodyMs) : undefined;
    const shaped = {
      params: route.params?.parse(raw.params) ?? {},
      query: readQuery(raw, route),
      body: bytes === undefined ? undefined : readShape(bytes, route),
    };
    const caller = await authorize(api, raw, route, bytes);
    if (caller !== undefined) {
      noteInScope({ identity: caller.identity, via: caller.via });
      await api.rates.ofCaller(caller.identity, route, raw, response);
    }
    const signal = AbortSignal.any([abortedWith(response), api.closing]);
    const request = { ...shaped, caller, raw, upload: inTime(raw, limits.upload), signal };
    const work = () => handler(request as unknown as RouteRequest<N>, response);
    const subject = caller?.identity ?? `address:${addressOf(raw)}`;
    const once = keepsAnswer(route) && raw.headers["idempotency-key"] !== undefined;
    const result = once ? await answerOnce(api.context.store, { raw, response, subject, bytes }, work) : await work();
    if (result !== undefined) sendAnswer(raw, response, route, result as object, caller !== undefined);
  });
}

function readShape(bytes: Buffer, route: Route): unknown {
  const value = readJson(bytes, route);
  return typeof route.body === "object" ? route.body.parse(value) : undefined;
}

function abortedWith(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
