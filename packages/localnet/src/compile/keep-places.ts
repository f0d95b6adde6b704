import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "esbuild";

const OWN_PLACE = /\b(?:import\.meta\.url|__dirname|__filename)\b/;
/** Modules that have names of their own for it, and scripts, whose first line is for a shell. */
const LEFT_ALONE = /^#!|\b(?:const|let|var)\s+(?:__dirname|__filename)\b/;

/** Lets modules in a bundle find what lies beside them: each goes on to name the place where its source is. */
export const keepPlaces: Plugin = {
  name: "keep-places",
  setup(build) {
    build.onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (!OWN_PLACE.test(source)) return undefined;
      const loader = /ts$/.test(path) ? "ts" : "js";
      return { contents: withPlace(source, path), loader };
    });
  },
};

function withPlace(source: string, path: string): string {
  const named = source.replaceAll(/\bimport\.meta\.url\b/g, JSON.stringify(pathToFileURL(path).href));
  if (LEFT_ALONE.test(source) || !/\b__(?:dirname|filename)\b/.test(source)) return named;
  // On the first line, so that no line moves.
  return `var __dirname = ${JSON.stringify(dirname(path))}, __filename = ${JSON.stringify(path)}; ${named}`;
}
