import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Digest of everything a build step depends on. */
export function inputHash(inputs: unknown): string {
  return createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
}

/**
 * Whether `outputs` were built from inputs with this hash. The stamp beside the first one remembers the hash and what
 * was written, so that of two builds at the same time none leaves its files under the other's stamp.
 */
export function isUpToDate(outputs: string[], hash: string): boolean {
  const stamp = stampPath(outputs);
  return [...outputs, stamp].every(existsSync) && readFileSync(stamp, "utf8") === stampOf(outputs, hash);
}

/** Remembers that `outputs`, as they are now on disk, come from inputs with this hash. */
export function markUpToDate(outputs: string[], hash: string): void {
  writeWhole(stampPath(outputs), stampOf(outputs, hash));
}

const stampPath = (outputs: string[]) => `${outputs[0]}.inputs`;

function stampOf(outputs: string[], hash: string): string {
  const digests = outputs.map((output) => createHash("sha256").update(readFileSync(output)).digest("hex"));
  return [hash, ...digests].join("\n");
}

/** Writes a file whole or not at all, so that a reader never sees half of it; leaves an equal file alone. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, bytes);
  renameSync(temporary, path);
}
