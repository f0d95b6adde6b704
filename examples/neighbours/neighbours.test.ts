import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WASI } from "node:wasi";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Digit, digitsCsv, readDigits } from "../digits/digits.ts";
import { buildExamples } from "../scripts/build-examples.ts";

const folder = mkdtempSync(join(tmpdir(), "neighbours-"));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => buildExamples());

/** The k nearest others vote; written down once more, plainly, to check the C program against. */
function vote(subject: Digit, digits: Digit[], k: number): number {
  const distance = (other: Digit) => other.pixels.reduce((sum, pixel, i) => sum + (pixel - subject.pixels[i]!) ** 2, 0);
  const others = digits.filter((digit) => digit !== subject).map((digit) => ({ digit, distance: distance(digit) }));
  const votes = new Array<number>(10).fill(0);
  for (const { digit } of others.sort((a, b) => a.distance - b.distance).slice(0, k)) votes[digit.label]!++;
  return votes.indexOf(Math.max(...votes));
}

test("the compiled program counts what a plain reading of its description counts", async () => {
  writeFileSync(join(folder, "digits.csv"), digitsCsv());
  const preopens = { "/in": folder, "/out": folder };
  const args = ["neighbours", "/in/digits.csv", "5"];
  const wasi = new WASI({ version: "preview1", args, preopens, returnOnExit: true });
  const module = await WebAssembly.compile(readFileSync(new URL("../dist/neighbours.wasm", import.meta.url)));
  const imports = { wasi_snapshot_preview1: wasi.wasiImport };
  expect(wasi.start(await WebAssembly.instantiate(module, imports))).toBe(0);

  const digits = readDigits();
  const right = digits.filter((digit) => vote(digit, digits, 5) === digit.label).length;
  const summary = JSON.parse(readFileSync(join(folder, "summary.json"), "utf8"));
  expect(summary).toMatchObject({ images: digits.length, neighbours: 5, right });
  const table = readFileSync(join(folder, "confusion.csv"), "utf8").trim().split("\n").slice(1);
  const diagonal = table.reduce((sum, row, label) => sum + Number(row.split(",")[label + 1]), 0);
  expect(diagonal).toBe(right);
});
