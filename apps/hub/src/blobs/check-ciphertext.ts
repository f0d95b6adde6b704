import type { BlobStore } from "@qubix/market";
import { k12Hasher, toHex } from "@qubix/protocol";
import { Problem } from "../problem.ts";

/**
 * Whether a stored blob has the K12 digest that its provider names and will commit to on the chain.
 * @throws Problem BLOB_DIGEST_MISMATCH
 */
export async function checkCiphertext(blobs: BlobStore, digest: string, ciphertextDigest: string): Promise<void> {
  const hasher = k12Hasher();
  for await (const bytes of await blobs.read(digest)) hasher.update(bytes);
  const actual = toHex(hasher.digest());
  if (actual !== ciphertextDigest)
    throw new Problem("BLOB_DIGEST_MISMATCH", `The blob's K12 digest is ${actual}, not ${ciphertextDigest}.`);
}
