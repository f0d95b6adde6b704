import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, expect, it, vi } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "localnet-compile-"));
afterAll(() => rmSync(folder, { recursive: true }));

const main = join(folder, "main.ts");
const part = join(folder, "part.ts");
const LONG_AGO = new Date(Date.now() - 60_000);

/** Writes a source as if that had been a minute ago, or some milliseconds later. */
function write(path: string, source: string, laterMs = 0) {
  writeFileSync(path, source);
  const at = new Date(LONG_AGO.getTime() + laterMs);
  utimesSync(path, at, at);
}

/** Compiles as a process does that has just started. */
async function compile(): Promise<string> {
  vi.resetModules();
  const { compileProgram } = await import("./compile-program.ts");
  return compileProgram(main);
}

const run = (program: string) => execFileSync(process.execPath, [program], { encoding: "utf8" }).trim();

beforeEach(() => {
  write(main, `import { what } from "./part.ts"; console.log(what satisfies string, import.meta.url);`);
  write(part, `export const what: string = "one";`);
});

it("runs as its sources would, and names their place", async () => {
  expect(run(await compile())).toBe(`one ${pathToFileURL(main).href}`);
});

it("is compiled again when something that it imports has changed, and only then", async () => {
  const program = await compile();
  const { mtimeMs } = statSync(program);
  expect(statSync(await compile()).mtimeMs).toBe(mtimeMs);
  write(part, `export const what: string = "two";`, 5);
  expect(run(await compile())).toContain("two");
});

it("is compiled again when a source was written while it was compiled", async () => {
  const soon = new Date(Date.now() + 60_000);
  utimesSync(part, soon, soon);
  const { mtimeMs } = statSync(await compile());
  expect(statSync(await compile()).mtimeMs).toBeGreaterThan(mtimeMs);
});

it("tells what is wrong with a source", async () => {
  write(part, "export const what =");
  await expect(compile()).rejects.toThrow(/part\.ts:1:19/);
});
