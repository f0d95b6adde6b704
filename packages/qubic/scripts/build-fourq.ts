import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { runClang } from "@yowasp/clang";

const SOURCES = new URL("../cpp/", import.meta.url);
const TARGET = new URL("../src/generated/fourq-wasm.ts", import.meta.url);

const COMMAND = [
  "clang++",
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
  "-nostdlibinc",
  "-Wall",
  "-Wextra",
  "-Werror",
  "-Wl,--no-entry",
  "-Wl,--strip-all",
  "-Wl,-z,stack-size=262144",
  "schnorrq.cpp",
  "-o",
  "fourq.wasm",
];

/**
 * Compiles `cpp/` to WebAssembly and writes it as base64 to `src/generated/fourq-wasm.ts`, unless that file was already
 * made from the same sources and flags. Returns whether it compiled.
 */
export async function buildFourq(): Promise<boolean> {
  const sources: Record<string, string> = {};
  for (const name of (await readdir(SOURCES)).sort()) sources[name] = await readFile(new URL(name, SOURCES), "utf8");
  const hash = createHash("sha256")
    .update(JSON.stringify([COMMAND, sources]))
    .digest("hex");
  const header = `// Made by scripts/build-fourq.ts from ${hash}\n`;
  const current = await readFile(TARGET, "utf8").catch(() => "");
  if (current.startsWith(header)) return false;

  const files = await runClang(COMMAND, sources);
  const wasm = files?.["fourq.wasm"];
  if (!(wasm instanceof Uint8Array)) throw new Error("The compiler produced no fourq.wasm");
  await mkdir(new URL(".", TARGET), { recursive: true });
  await writeFile(TARGET, `${header}export const fourqWasm =\n  "${Buffer.from(wasm).toString("base64")}";\n`);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.error((await buildFourq()) ? "FourQ compiled" : "FourQ is up to date");
}
