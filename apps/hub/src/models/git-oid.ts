import { createHash } from "node:crypto";

/** Larger files are what git calls large: their content lies beside the repository, under its SHA-256. */
export const MAX_REGULAR_BYTES = 5 * 1024 * 1024;

export const isLarge = (size: number): boolean => size > MAX_REGULAR_BYTES;

/** What git calls a blob of these bytes: clients compare it with what they have. */
export function gitOid(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** The file that stands in git for a large one. */
export function pointerTo(digest: string, size: number): Uint8Array {
  return new TextEncoder().encode(`version https://git-lfs.github.com/spec/v1\noid sha256:${digest}\nsize ${size}\n`);
}
