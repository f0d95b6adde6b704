import { createHash } from "node:crypto";

/** SHA-256 of each piece of a stream, hex; the last piece may be shorter. */
export async function pieceDigests(source: AsyncIterable<Uint8Array>, pieceSize: number): Promise<string[]> {
  const digests: string[] = [];
  let hash = createHash("sha256");
  let filled = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(chunk.length - at, pieceSize - filled);
      hash.update(chunk.subarray(at, at + taken));
      at += taken;
      filled += taken;
      if (filled < pieceSize) continue;
      digests.push(hash.digest("hex"));
      hash = createHash("sha256");
      filled = 0;
    }
  }
  if (filled > 0) digests.push(hash.digest("hex"));
  return digests;
}
