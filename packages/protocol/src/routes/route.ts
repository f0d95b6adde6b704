import type { z } from "zod";
import type { ProblemCode } from "../errors/problem-codes.ts";

export type Method = "GET" | "HEAD" | "PUT" | "POST" | "DELETE";

/**
 * Who may ask: `none` is anybody, `identity` a signed request of any identity, `requester` the job's own, `provider`
 * the hot key of a provider. Whether the identity has the right is looked up per request.
 */
export type RouteAuth = "none" | "identity" | "requester" | "provider";

/** One endpoint, told once: it gives the hub's validation and the client's types and checks. */
export interface Route {
  method: Method;
  /** Below /api/v1, with `:name` for parameters. */
  path: string;
  summary: string;
  auth: RouteAuth;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** A schema, or `binary` for a streamed body. */
  body?: z.ZodType | "binary";
  /** Status of the good case. */
  status: number;
  /** A schema, `binary`, or `none`. */
  response: z.ZodType | "binary" | "none";
  /** The body holds a document whose digest counts: it is read strictly (no duplicate members, no fractions). */
  digested?: boolean;
  /** Largest body in bytes, where it isn't the hub's default. */
  maxBody?: number;
  /** Problems of its own, beside those that each route can have. */
  problems: readonly ProblemCode[];
}

/** Keeps the schemas' exact types. */
export const route = <const R extends Route>(definition: R): R => definition;

/** Where all routes live. */
export const API_PREFIX = "/api/v1";
