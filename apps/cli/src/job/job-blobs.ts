import { readFileSync } from "node:fs";
import type { BlobSource } from "@qubix/client";
import { blobDigest } from "@qubix/protocol";

/** Where a job's spec points to. */
export interface BlobPointer {
  digest: string;
  size: number;
}

/** Files and bytes that a job names, by digest: what its hub must have. */
export class JobBlobs {
  readonly sources = new Map<string, BlobSource>();

  addFile(path: string): BlobPointer {
    const bytes = new Uint8Array(readFileSync(path));
    return this.#add(bytes, path);
  }

  addBytes(bytes: Uint8Array): BlobPointer {
    return this.#add(bytes, bytes);
  }

  #add(bytes: Uint8Array, source: BlobSource): BlobPointer {
    const digest = blobDigest(bytes);
    this.sources.set(digest, source);
    return { digest, size: bytes.length };
  }
}
