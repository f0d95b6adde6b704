import type { IncomingMessage } from "node:http";
import { Problem } from "../problem.ts";

/** Reads a whole body of at most `limit` bytes. @throws Problem BODY_TOO_LARGE before more than that is held */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > limit)
    throw new Problem("BODY_TOO_LARGE", `The body has ${declared} bytes, at most ${limit} are read.`);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) throw new Problem("BODY_TOO_LARGE", `The body has more than ${limit} bytes.`, { limit });
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}
