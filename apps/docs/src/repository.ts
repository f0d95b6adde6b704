import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Repository } from "./links.ts";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const OUTSIDE_DOCS = ["CONCEPTS.md", "contracts/README.md"];

/** All files that become pages, by their path in the repository. */
export function pageFiles(): string[] {
  const below = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" });
  const found = below.filter((name) => name.endsWith(".md")).map((name) => `docs/${name.replaceAll("\\", "/")}`);
  return [...OUTSIDE_DOCS, ...found.sort()];
}

/** The repository, as links see it. */
export function openRepository(pages: readonly string[]): Repository {
  return { pages: new Set(pages), has: (path) => existsSync(join(ROOT, path)) };
}

/** A file's text, lines ended as on every machine. */
export function readPage(file: string): string {
  return readFileSync(join(ROOT, file), "utf8").replaceAll("\r\n", "\n");
}
