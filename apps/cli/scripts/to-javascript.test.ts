import { expect, test } from "vitest";
import { toJavascript } from "./to-javascript.ts";

test("types are gone, and neighbours are named as they are called then", async () => {
  const source = `import { a } from "./a.ts";
import type { B } from "../b.ts";
export * from '../c/index.ts';
export const worker = new URL("./worker.ts", import.meta.url);
export const late = () => import("./late.ts");
export const pinned: B = a("x.ts", "@scope/x.ts");`;
  const code = await toJavascript(source, "x.ts");
  expect(code).toContain('from "./a.js"');
  expect(code).toContain('from "../c/index.js"');
  expect(code).toContain('new URL("./worker.js", import.meta.url)');
  expect(code).toContain('import("./late.js")');
  expect(code).toContain('a("x.ts", "@scope/x.ts")');
  expect(code).not.toMatch(/\bB\b/);
});
