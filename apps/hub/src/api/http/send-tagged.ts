import { createHash } from "node:crypto";
import type { Request, Response } from "express";

/**
 * Sends a text with the ETag of its bytes, or 304 where the client has them (`If-None-Match`). Unlike Express' own, it
 * heeds the client's tags also where fetch has added `Cache-Control: no-cache`. Weak: proxies may compress.
 */
export function sendTagged(request: Request, response: Response, text: string): void {
  const etag = `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  response.set("ETag", etag);
  if (isAmong(etag, request.headers["if-none-match"])) response.status(304).end();
  else response.send(text);
}

/** Compares weakly, as RFC 9110 has it for If-None-Match. */
function isAmong(etag: string, header: string | undefined): boolean {
  if (header === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => opaque(tag) === opaque(etag));
}
