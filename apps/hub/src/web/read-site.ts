import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

/** How a file was compressed beforehand, best first. */
export const ENCODINGS = { br: ".br", gzip: ".gz" } as const;
export type Encoding = keyof typeof ENCODINGS;

export interface SiteFile {
  /** `.html` */
  extension: string;
  bytes: Buffer;
  etag: string;
  encoded: Partial<Record<Encoding, Buffer>>;
}

/** A built site in memory, by paths such as `/assets/main-4f3a.js`. Nothing else can be asked for. */
export type Site = ReadonlyMap<string, SiteFile>;

/** @returns undefined where there is no such folder, or no `index.html` in it */
export async function readSite(folder: string): Promise<Site | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = new Map(
    await Promise.all(names.map(async (name) => [pathOf(folder, name), await readFile(name)] as const)),
  );
  if (!contents.has("/index.html")) return undefined;
  const site = new Map<string, SiteFile>();
  for (const [path, bytes] of contents) {
    if (Object.values(ENCODINGS).includes(extname(path) as (typeof ENCODINGS)[Encoding])) continue;
    const encoded: SiteFile["encoded"] = {};
    for (const [encoding, suffix] of Object.entries(ENCODINGS) as [Encoding, string][]) {
      const compressed = contents.get(path + suffix);
      if (compressed) encoded[encoding] = compressed;
    }
    const etag = `W/"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
    site.set(path, { extension: extname(path), bytes, etag, encoded });
  }
  return site;
}

const pathOf = (folder: string, name: string) => `/${relative(folder, name).split(sep).join("/")}`;
