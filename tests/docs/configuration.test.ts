import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { configurationReference } from "./configuration.ts";

describe("docs/configuration.md", () => {
  const reference = configurationReference();

  it("is what the schemas say; `npm run docs:configuration` writes it", () => {
    expect(readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8")).toBe(reference);
  });

  it("says something about each setting", () => {
    const rows = reference.split("\n").filter((line) => line.startsWith("| `"));
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter((row) => /\|\s*\|$/.test(row))).toEqual([]);
  });
});
