import type { BlobStore } from "@qubix/market";
import type { JobVisibility } from "@qubix/protocol";
import type { Request, Response } from "express";
import { Problem } from "../problem.ts";
import { readRange } from "./http/byte-range.ts";
import { ifRangeHolds, noneMatchNames } from "./http/matches-tag.ts";
import { writeBytes } from "./http/write-bytes.ts";

/** What is public never changes, so anybody may keep it for ever; what is not, nobody keeps on the way to its reader. */
const CACHING: Record<JobVisibility, string> = {
  public: "public, max-age=31536000, immutable",
  private: "private, no-store",
};

/**
 * Streams a blob or the part that `Range` names, as HTTP has it (RFC 9110, 13 and 14). Its digest is its tag.
 * @throws Problem BLOB_NOT_FOUND, RANGE_NOT_SATISFIABLE
 */
export async function sendBlob(
  blobs: BlobStore,
  digest: string,
  request: Request,
  response: Response,
  visibility: JobVisibility = "public",
): Promise<void> {
  const size = await blobs.size(digest);
  if (size === undefined) throw new Problem("BLOB_NOT_FOUND", `This hub has no blob ${digest}.`);
  const tag = `"${digest}"`;
  const caching = CACHING[visibility];
  response.set({ "Accept-Ranges": "bytes", ETag: tag, "Cache-Control": caching });
  if (noneMatchNames(request.get("if-none-match"), tag)) {
    response.status(304).end();
    return;
  }
  const range = rangeOf(request, response, size, tag);
  const length = range === undefined ? size : range.end - range.start + 1;
  response.set({ "Content-Type": "application/octet-stream", "Content-Length": String(length) });
  if (range !== undefined) response.status(206).set("Content-Range", `bytes ${range.start}-${range.end}/${size}`);
  if (request.method === "HEAD") response.end();
  else await writeBytes(response, await blobs.read(digest, range));
}

/** HTTP knows ranges of GET only. @throws Problem RANGE_NOT_SATISFIABLE, the answer telling the size */
function rangeOf(request: Request, response: Response, size: number, tag: string) {
  if (request.method !== "GET" || !ifRangeHolds(request.get("if-range"), tag)) return undefined;
  try {
    return readRange(request.get("range"), size);
  } catch (error) {
    response.removeHeader("ETag");
    response.set("Content-Range", `bytes */${size}`);
    throw error;
  }
}
