import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BlobStore, ByteRange } from "@qubix/market";
import type { Request, Response } from "express";
import { Problem } from "../problem.ts";

/**
 * Streams a blob or the part that `Range` names. Blobs never change, so they may be cached for ever.
 * @throws Problem BLOB_NOT_FOUND, RANGE_NOT_SATISFIABLE
 */
export async function sendBlob(blobs: BlobStore, digest: string, request: Request, response: Response): Promise<void> {
  const size = await blobs.size(digest);
  if (size === undefined) throw new Problem("BLOB_NOT_FOUND", `This hub has no blob ${digest}.`);
  response.set({
    "Content-Type": "application/octet-stream",
    "Accept-Ranges": "bytes",
    ETag: `"${digest}"`,
    "Cache-Control": "public, max-age=31536000, immutable",
  });
  if (request.headers["if-none-match"] === `"${digest}"`) {
    response.status(304).end();
    return;
  }
  const range = rangeOf(request.headers.range, size, response);
  const length = range === undefined ? size : range.end - range.start + 1;
  response.set("Content-Length", String(length));
  if (range !== undefined) response.status(206).set("Content-Range", `bytes ${range.start}-${range.end}/${size}`);
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  try {
    await pipeline(Readable.from(await blobs.read(digest, range)), response);
  } catch (error) {
    // A client that went away is no failure of ours.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

/** One range `bytes=a-b`, `bytes=a-` or `bytes=-n`; anything else is answered with the whole, as HTTP allows. */
function rangeOf(header: string | undefined, size: number, response: Response): ByteRange | undefined {
  const match = header === undefined ? null : /^bytes=([0-9]{0,15})-([0-9]{0,15})$/.exec(header);
  if (match === null || (match[1] === "" && match[2] === "")) return undefined;
  const start = match[1] === "" ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === "" || match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start > end || start >= size) {
    response.set("Content-Range", `bytes */${size}`);
    throw new Problem("RANGE_NOT_SATISFIABLE", `The blob has ${size} bytes.`, { size });
  }
  return { start, end };
}
