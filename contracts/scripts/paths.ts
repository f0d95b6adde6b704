import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceFiles } from "./clang.ts";

/** The contracts folder. */
export const CONTRACTS = join(import.meta.dirname, "..");
export const DIST = join(CONTRACTS, "dist");

/** Index the contract is compiled for: the first one that is free on the network. The loader can give it another. */
export const CONTRACT_INDEX = 29;

/** The host's sources, as `host/<name>`. */
export function readHostSources(): SourceFiles {
  const files: SourceFiles = {};
  for (const name of readdirSync(join(CONTRACTS, "host")))
    if (/\.(h|cpp)$/.test(name)) files[`host/${name}`] = readFileSync(join(CONTRACTS, "host", name), "utf8");
  return files;
}

/** One source below the contracts folder, under its own path. */
export function readSource(path: string): SourceFiles {
  return { [path]: readFileSync(join(CONTRACTS, path), "utf8") };
}
