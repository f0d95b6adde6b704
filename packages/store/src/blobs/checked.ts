import { createHash } from "node:crypto";
import { BlobError } from "@qubix/market";

/**
 * The same bytes, which end in an error unless their digest is the one that was named.
 * @throws BlobError BLOB_TOO_LARGE, BLOB_DIGEST_MISMATCH
 */
export async function* checked(
  source: AsyncIterable<Uint8Array>,
  digest: string,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes)
      throw new BlobError("BLOB_TOO_LARGE", `The blob has more than the ${maxBytes} bytes it may have.`);
    hash.update(chunk);
    yield chunk;
  }
  const actual = hash.digest("hex");
  if (actual !== digest)
    throw new BlobError("BLOB_DIGEST_MISMATCH", `The bytes have the digest ${actual}, not ${digest}. Upload again.`);
}
