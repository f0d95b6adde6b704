import type { z } from "zod";
import type { Scope } from "../auth/scope.ts";
import type { ProblemCode } from "../errors/problem-codes.ts";

export type Method = "GET" | "HEAD" | "PUT" | "POST" | "DELETE";

/** Groups of routes, as the reference shows them. */
export const ROUTE_TAGS = [
  "network",
  "chain",
  "jobs",
  "providers",
  "models",
  "blobs",
  "transactions",
  "statistics",
  "account",
  "webhooks",
  "operator",
  "agents",
] as const;
export type RouteTag = (typeof ROUTE_TAGS)[number];

/**
 * Who may ask: `none` is anybody (who says who it is sees its own private objects too), `account` any identity, by signed
 * request, session or API key; `provider` the hot key of a provider, by signed request; `operator` whoever runs the hub.
 * What an identity may do to which object is looked up per request.
 */
export type RouteAuth = "none" | "account" | "provider" | "operator";

/** One endpoint, told once: it gives the hub's validation, the client's types and checks, and the OpenAPI document. */
export interface Route {
  method: Method;
  /** Below /api/v1, with `:name` for parameters. */
  path: string;
  tag: RouteTag;
  summary: string;
  auth: RouteAuth;
  /** What an API key needs. Routes that need an identity and name no scope are not for API keys. */
  scope?: Scope;
  params?: z.ZodObject;
  /** Parameters that are not named here are refused. */
  query?: z.ZodObject;
  /** A schema, or `binary` for a streamed body. */
  body?: z.ZodType | "binary";
  /** Status of the good case. */
  status: number;
  /** A schema, `binary`, `event-stream` (server-sent events whose data are `LiveMessage`s), or `none`. */
  response: z.ZodType | "binary" | "event-stream" | "none";
  /** A list by cursor: the answer has `cursor` while there is more, and `Link` headers name the next and the first page. */
  paged?: true;
  /** false for a POST whose answer is not kept for its `Idempotency-Key`: see `keepsAnswer`. */
  idempotent?: boolean;
  /** The body holds a document whose digest counts: it is read strictly (no duplicate members, no fractions). */
  digested?: boolean;
  /** Largest body in bytes, where it isn't the hub's default. */
  maxBody?: number;
  /** Problems of its own, beside those that each route can have. */
  problems: readonly ProblemCode[];
}

/** Keeps the schemas' exact types. */
export const route = <const R extends Route>(definition: R): R => definition;

/**
 * Whether the first answer to a request with an `Idempotency-Key` is kept, so that a repeat is answered the same and done
 * once: every POST, except agents' (attempts are fenced by their numbers) and those that say no, since a repeat does no harm
 * by nature or the answer is a secret that is good once.
 */
export const keepsAnswer = ({ method, auth, idempotent = true, body, response }: Route): boolean =>
  method === "POST" && auth !== "provider" && idempotent && body !== "binary" && typeof response === "object";

/** Where all routes live. */
export const API_PREFIX = "/api/v1";
