import type { Route } from "@qubix/protocol";
import type { Request, Response } from "express";
import { sendTagged } from "./send-tagged.ts";

/**
 * Sends a route's JSON, that of a GET with an ETag.
 * Anything may have changed by the next request, so caches ask before they use an answer again.
 */
export function sendAnswer(
  request: Request,
  response: Response,
  route: Route,
  result: object,
  isPrivate: boolean,
): void {
  const safe = request.method === "GET" || request.method === "HEAD";
  response.vary("Accept, Authorization");
  response.set("Cache-Control", safe ? `${isPrivate ? "private" : "public"}, no-cache` : "no-store");
  if (route.paged) response.set("Link", linksOf(request, (result as { cursor?: string }).cursor));
  response.status(route.status).type("application/json");
  if (safe) sendTagged(request, response, JSON.stringify(result));
  else response.send(JSON.stringify(result));
}

/** `Link` of a page (RFC 8288): the first page, and the next one where there is one. Addresses are relative. */
function linksOf(request: Request, cursor: string | undefined): string {
  const { pathname, searchParams } = new URL(request.originalUrl, "http://hub");
  const link = (rel: string) => {
    const query = searchParams.toString();
    return `<${pathname}${query === "" ? "" : `?${query}`}>; rel="${rel}"`;
  };
  searchParams.delete("cursor");
  const first = link("first");
  if (cursor === undefined) return first;
  searchParams.set("cursor", cursor);
  return `${link("next")}, ${first}`;
}
