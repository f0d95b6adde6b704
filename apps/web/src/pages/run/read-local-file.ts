import { blobDigest } from "@qubix/protocol";
import type { LocalFile } from "./local-file.ts";

/** Reads a file once, for its digest; its bytes are read again where they are sent. */
export async function readLocalFile(content: Blob, path: string): Promise<LocalFile> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  return { path, content, digest: blobDigest(bytes), size: bytes.length };
}
