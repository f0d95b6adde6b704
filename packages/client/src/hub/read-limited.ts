import { HubError } from "./hub-error.ts";

/** The whole body, unless it is longer than the limit. @throws HubError */
export async function readLimited(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of response.body ?? []) {
      parts.push(part);
      length += part.length;
      if (length > limit) throw HubError.badAnswer(`it is longer than ${limit} bytes`);
    }
  } catch (error) {
    throw error instanceof HubError ? error : HubError.unreachable(response.url, error);
  }
  return new Uint8Array(Buffer.concat(parts));
}
