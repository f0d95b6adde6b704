import type { Request, Response } from "express";
import { noneMatchNames } from "../api/http/matches-tag.ts";
import { ENCODINGS, type Encoding, type SiteFile } from "./read-site.ts";

/** Sends a file of a site, compressed where the client takes that, or 304 where it has it. */
export function sendFile(request: Request, response: Response, file: SiteFile, cacheControl: string): void {
  response.set({ ETag: file.etag, "Cache-Control": cacheControl }).vary("Accept-Encoding").type(file.extension);
  if (noneMatchNames(request.headers["if-none-match"], file.etag.slice(2))) {
    response.status(304).end();
    return;
  }
  const taken = (Object.keys(ENCODINGS) as Encoding[]).find(
    (encoding) => file.encoded[encoding] && request.acceptsEncodings(encoding),
  );
  if (taken) response.set("Content-Encoding", taken);
  response.send(taken ? file.encoded[taken] : file.bytes);
}
