import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandLineReference } from "./command-line.ts";

describe("docs/cli.md", () => {
  const reference = commandLineReference();

  it("is what the commands say; `npm run docs:cli` writes it", () => {
    expect(readFileSync(new URL("../../docs/cli.md", import.meta.url), "utf8")).toBe(reference);
  });

  it("has a place for each link, and says something about each option", () => {
    const headings = [...reference.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title!.replaceAll(" ", "-"));
    for (const [, anchor] of reference.matchAll(/\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
    expect(reference.split("\n").filter((line) => /^\| `[^|]+\| *\|$/.test(line))).toEqual([]);
  });
});
