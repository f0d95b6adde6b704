import type { IncomingMessage } from "node:http";
import { Problem } from "../problem.ts";

/**
 * Reads a whole body of at most `limit` bytes within `timeoutMs`.
 * @throws Problem BODY_TOO_LARGE before more than that is held, REQUEST_TIMEOUT
 */
export async function readBody(request: IncomingMessage, limit: number, timeoutMs: number): Promise<Buffer> {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > limit)
    throw new Problem("BODY_TOO_LARGE", `The body has ${declared} bytes, at most ${limit} are read.`, { limit });
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of inTime(request, { windowMs: timeoutMs, bytes: Number.POSITIVE_INFINITY })) {
    size += piece.length;
    if (size > limit) throw new Problem("BODY_TOO_LARGE", `The body has more than ${limit} bytes.`, { limit });
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}

/** What a body must bring: so many bytes in each window, or its end. */
export interface Pace {
  windowMs: number;
  bytes: number;
}

/** The body, as long as it keeps the pace: it may take hours, but not stand still. @throws Problem REQUEST_TIMEOUT */
export async function* inTime(request: IncomingMessage, pace: Pace): AsyncGenerator<Buffer> {
  const pieces = request[Symbol.asyncIterator]();
  let late: (reason: Problem) => void = () => {};
  let received = 0;
  const check = () => {
    if (received < pace.bytes) late(new Problem("REQUEST_TIMEOUT", `Only ${received} bytes in ${pace.windowMs} ms.`));
    received = 0;
  };
  const clock = setInterval(check, pace.windowMs);
  try {
    for (;;) {
      const next = await new Promise<IteratorResult<Buffer>>((resolve, reject) => {
        late = reject;
        pieces.next().then(resolve, reject);
      });
      if (next.done) return;
      received += next.value.length;
      yield next.value;
    }
  } finally {
    clearInterval(clock);
  }
}
