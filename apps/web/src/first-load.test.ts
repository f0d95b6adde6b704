import { readFileSync, statSync } from "node:fs";
import { expect, it } from "vitest";

const DIST = new URL("../dist/", import.meta.url);
/** Bytes of script, compressed as hubs send it. */
const BUDGET = 200_000;

it("the first page loads little: what signs, charts and cards come when they are wanted", () => {
  const page = readFileSync(new URL("index.html", DIST), "utf8");
  const scripts = [...new Set(page.match(/assets\/[\w.-]+\.js/g))];
  const sizes = scripts.map((path) => {
    const plain = new URL(path, DIST);
    return statSync(new URL(`${plain.href}.br`), { throwIfNoEntry: false })?.size ?? statSync(plain).size;
  });
  expect(scripts.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(BUDGET);
});
