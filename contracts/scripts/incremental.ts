import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Digest of everything a build step depends on. */
export function inputHash(inputs: unknown): string {
  return createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
}

/** Whether `output` was built from inputs with this hash. `stamp` is the file that remembers it. */
export function isUpToDate(output: string, stamp: string, hash: string): boolean {
  return existsSync(output) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
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
