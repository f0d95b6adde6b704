import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { commands } from "@yowasp/clang";

const ROOT = new URL("../", import.meta.url);
const PROGRAMS = ["neighbours", "endurance"];
const FLAGS = ["--target=wasm32-wasip1", "-std=c17", "-O2", "-Wall", "-Wextra", "-Werror", "-Wl,--strip-all"];

/**
 * Compiles the example programs to WASI modules (`dist/NAME.wasm`), skipping those whose source has not changed.
 * Returns whether it compiled any.
 */
export async function buildExamples(): Promise<boolean> {
  const built = [];
  for (const name of PROGRAMS) built.push(await buildProgram(name));
  return built.includes(true);
}

async function buildProgram(name: string): Promise<boolean> {
  const source = readFileSync(new URL(`${name}/${name}.c`, ROOT), "utf8");
  const inputs = createHash("sha256")
    .update(JSON.stringify([FLAGS, source]))
    .digest("hex");
  const module = new URL(`dist/${name}.wasm`, ROOT);
  const stamp = new URL(`dist/${name}.wasm.inputs`, ROOT);
  if (existsSync(module) && existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return false;
  const files = { "program.c": source };
  const quiet = { fetchProgress: () => {} };
  const tree = await commands.clang([...FLAGS, "program.c", "-o", "program.wasm"], files, quiet);
  mkdirSync(new URL("dist/", ROOT), { recursive: true });
  writeFileSync(module, tree?.["program.wasm"] as Uint8Array);
  writeFileSync(stamp, inputs);
  return true;
}
