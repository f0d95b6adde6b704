import { mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { areUnchanged, noteInputs, writeWhole } from "./inputs.ts";
import { keepPlaces } from "./keep-places.ts";

const REPOSITORY = fileURLToPath(new URL("../../../../", import.meta.url));
/** Within `node_modules`, so that what a program resolves by name at run time is found from there. */
const FOLDER = join(REPOSITORY, "node_modules/.cache/qubix");
/** CommonJS modules in a bundle ask for this. */
const REQUIRE =
  'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);';

const compiled = new Map<string, Promise<string>>();

/**
 * A TypeScript program as one file of JavaScript, with all that it imports: it starts in a sixth of the time that a loader
 * takes. Compiled when it is first wanted, and again when anything that went into it has changed. With
 * `NODE_OPTIONS=--enable-source-maps` its errors name the sources.
 * @returns the path of the JavaScript
 */
export function compileProgram(source: string): Promise<string> {
  const known = compiled.get(source) ?? compile(source);
  compiled.set(source, known);
  return known;
}

async function compile(source: string): Promise<string> {
  const target = targetOf(source);
  if (areUnchanged(target)) return target;
  const startedAt = Date.now();
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    absWorkingDir: REPOSITORY,
    entryPoints: [source],
    outfile: target,
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    sourcesContent: false,
    banner: { js: REQUIRE },
    // It starts a program that lies beside it.
    external: ["esbuild"],
    plugins: [keepPlaces],
    logLevel: "silent",
  });
  mkdirSync(dirname(target), { recursive: true });
  for (const { path, contents } of outputFiles) writeWhole(path, contents);
  // Those of JSON come with how they were imported.
  const inputs = Object.keys(metafile.inputs).map((path) => join(REPOSITORY, path.replace(/ with \{.*\}$/, "")));
  noteInputs(target, [...inputs, fileURLToPath(import.meta.url)], startedAt);
  return target;
}

/** Programs from elsewhere, as tests write them, are compiled beside their source. */
function targetOf(source: string): string {
  const path = relative(REPOSITORY, source);
  return path.startsWith("..") ? `${source}.mjs` : join(FOLDER, `${path.replaceAll(/[^a-z0-9]+/gi, "-")}.mjs`);
}
