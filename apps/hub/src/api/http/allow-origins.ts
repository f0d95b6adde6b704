import type { NextFunction, Request, Response } from "express";

const METHODS = "GET, HEAD, PUT, POST, PATCH, DELETE";
const REQUEST_HEADERS =
  "Accept, Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Range, Last-Event-ID, Qubix-Protocol, Range, X-Request-Id";
const RESPONSE_HEADERS =
  "Content-Range, ETag, Idempotency-Replayed, Link, Location, Qubix-Protocol, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

/**
 * Lets pages of the configured origins call the API from browsers (`*`: all origins). Pages of the hub's own origin need
 * no leave, all others get none. No cookies are involved: whoever calls signs or sends a token.
 */
export function allowOrigins(origins: readonly string[]) {
  const any = origins.includes("*");
  return (request: Request, response: Response, next: NextFunction): void => {
    const { origin } = request.headers;
    response.vary("Origin");
    if (origin === undefined || !(any || origins.includes(origin))) {
      next();
      return;
    }
    response.set({
      "Access-Control-Allow-Origin": any ? "*" : origin,
      "Access-Control-Expose-Headers": RESPONSE_HEADERS,
      // What a page of another origin may read is decided here, by origin.
      "Cross-Origin-Resource-Policy": "cross-origin",
    });
    if (request.method !== "OPTIONS" || request.headers["access-control-request-method"] === undefined) {
      next();
      return;
    }
    response.set({
      "Access-Control-Allow-Methods": METHODS,
      "Access-Control-Allow-Headers": REQUEST_HEADERS,
      "Access-Control-Max-Age": "86400",
    });
    response.status(204).end();
  };
}
