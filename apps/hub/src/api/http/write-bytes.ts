import { once } from "node:events";
import type { Response } from "express";

/**
 * Writes a stream to an answer, each piece once the system has taken the one before: so its buffer can be used again, and
 * nothing piles up for a slow reader. Stops without an error when the reader has gone.
 */
export async function writeBytes(response: Response, source: AsyncIterable<Uint8Array>): Promise<void> {
  const gone = new AbortController();
  const left = once(response, "close", { signal: gone.signal }).catch(() => undefined);
  try {
    for await (const bytes of source) {
      if (response.destroyed) return;
      const written = new Promise<void>((resolve) => response.write(bytes, () => resolve()));
      // A socket that is destroyed may keep what it was given to itself.
      await Promise.race([written, left]);
    }
    response.end();
  } finally {
    gone.abort();
  }
}
