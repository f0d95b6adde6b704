import { transform } from "esbuild";

/** A relative path to a TypeScript file in quotes: what imports, URLs and forks name our files by. */
const RELATIVE = /(["'])(\.{1,2}\/[^"'\n]*)\.ts\1/g;

/** Turns a TypeScript file into JavaScript that names its neighbours by their new names. Nothing else changes. */
export async function toJavascript(source: string, name: string): Promise<string> {
  const { code } = await transform(source, { loader: "ts", format: "esm", target: "node20.19", sourcefile: name });
  return code.replaceAll(RELATIVE, "$1$2.js$1");
}
