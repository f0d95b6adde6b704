import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runClang, type SourceFiles } from "../../../contracts/scripts/clang.ts";
import { inputHash, writeWhole } from "../../../contracts/scripts/incremental.ts";

const SOURCES = join(import.meta.dirname, "../cpp");
const TARGET = join(import.meta.dirname, "../src/generated/fourq-wasm.ts");
const OUTPUT = "fourq.wasm";

const FLAGS = [
  "--target=wasm32-unknown-unknown",
  "-std=c++20",
  "-O3",
  "-msimd128",
  "-mbulk-memory",
  "-ffreestanding",
  "-fno-exceptions",
  "-fno-rtti",
  "-fno-strict-aliasing",
  "-fno-threadsafe-statics",
  "-nostdlib",
  "-Wall",
  "-Wextra",
  "-Werror",
  "-Wl,--no-entry",
  "-Wl,--strip-all",
  "-Wl,--stack-first",
  "-Wl,-z,stack-size=262144",
];

/**
 * Compiles `cpp/` to WebAssembly and writes it as base64 to `src/generated/fourq-wasm.ts`, unless that file was already
 * made from the same sources and flags. Returns whether it compiled.
 */
export async function buildFourq(): Promise<boolean> {
  const sources: SourceFiles = {};
  for (const name of readdirSync(SOURCES).sort()) sources[name] = readFileSync(join(SOURCES, name), "utf8");
  const header = `// Made by scripts/build-fourq.ts from ${inputHash([FLAGS, sources])}\n`;
  if (existsSync(TARGET) && readFileSync(TARGET, "utf8").startsWith(header)) return false;

  const { file } = await runClang([...FLAGS, "schnorrq.cpp", "-o", OUTPUT], sources, OUTPUT);
  writeWhole(TARGET, `${header}export const fourqWasm =\n  "${Buffer.from(file).toString("base64")}";\n`);
  return true;
}

if (process.argv[1] === import.meta.filename) {
  console.error((await buildFourq()) ? "FourQ: built" : "FourQ: up to date");
}
