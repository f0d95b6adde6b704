import { concatBytes } from "@qubix/qubic";
import { chunksOf } from "../runtime/chunks-of.ts";
import type { Progress } from "../transfer/transfer-options.ts";
import { HubError } from "./hub-error.ts";

/** The whole body, unless it is longer than the limit. @throws HubError */
export async function readLimited(
  response: Response,
  limit: number,
  onProgress?: (progress: Progress) => void,
): Promise<Uint8Array> {
  const size = Number(response.headers.get("content-length") ?? 0);
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of chunksOf(response.body)) {
      parts.push(part);
      length += part.length;
      onProgress?.({ done: length, size: Math.max(size, length) });
      if (length > limit) throw HubError.badAnswer(`it is longer than ${limit} bytes`);
    }
  } catch (error) {
    throw error instanceof HubError ? error : HubError.unreachable(response.url, error);
  }
  return concatBytes(...parts);
}
