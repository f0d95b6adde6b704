import { BlobError } from "@qubix/market";

/** What to throw for an error of the file system: that the disk is full, in words of the store, or else itself. */
export function ifFull(error: unknown): unknown {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (code !== "ENOSPC" && code !== "EDQUOT") return error;
  return new BlobError("STORAGE_FULL", "The disk of this store is full.", { cause: error });
}
