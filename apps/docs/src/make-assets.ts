import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = (name: string) => fileURLToPath(new URL(`./browser/${name}`, import.meta.url));

/** A file of the site. */
export interface Asset {
  /** Its address within the site; its name has a digest of what it contains. */
  address: string;
  content: Uint8Array;
}

/** Scripts, style and icon of the pages. `entries` gives the address of each by the name of its source. */
export async function makeAssets(): Promise<{ files: Asset[]; entries: ReadonlyMap<string, string> }> {
  const common = {
    bundle: true,
    minify: true,
    write: false as const,
    metafile: true as const,
    outdir: "/assets",
    absWorkingDir: "/",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    target: "es2022",
    loader: { ".svg": "copy" as const },
  };
  const results = await Promise.all([
    build({ ...common, entryPoints: [at("site.ts"), at("site.css"), at("icon.svg")], format: "esm", splitting: true }),
    // A classic script: it has run before the page is drawn.
    build({ ...common, entryPoints: [at("theme.ts")], format: "iife" }),
  ]);
  const entries = new Map<string, string>();
  for (const { metafile } of results)
    for (const [address, { entryPoint }] of Object.entries(metafile.outputs))
      if (entryPoint) entries.set(entryPoint.slice(entryPoint.lastIndexOf("/") + 1), address);
  const files = results.flatMap(({ outputFiles }) =>
    outputFiles.map(({ path, contents }) => ({
      address: path.replaceAll("\\", "/").replace(/^.*\/assets\//, "assets/"),
      content: contents,
    })),
  );
  return { files, entries };
}
