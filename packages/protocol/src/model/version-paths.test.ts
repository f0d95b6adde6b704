import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPaths, pathFault } from "./version-paths.ts";

describe("paths", () => {
  it.each([
    "../x",
    "a/../b",
    "/etc/passwd",
    "a//b",
    "./a",
    "a\\b",
    "C:x",
    "a\0",
    "e\u0301.txt",
    "gpj.\u202Eexe",
    "a\u200Bb",
    "nul",
    "a/COM1.txt",
    "x. ",
    " x",
    "a/.git/config",
    ".GIT/x",
    "x".repeat(256),
    "\uD800",
    "a\nb",
    "\u{E0001}tag",
  ])("such as %j are refused", (path) => {
    expect(pathFault(path)).toBeDefined();
    expect(() => checkPaths(["good.txt", path])).toThrow(/can't be a file/);
  });

  it("lie beside one another only where no system mixes them up", () => {
    checkPaths(["README.md", "a/b.txt", "a/c.txt", "büch/er.txt", ".gitattributes"]);
    for (const pair of [
      ["readme.md", "README.md"],
      ["A/x", "a/y"],
      ["a", "a/b"],
      ["straße", "STRASSE"],
      ["a/B/c", "a/b/d"],
    ])
      expect(() => checkPaths(pair)).toThrow(/can't be a file/);
  });

  it("that pass stay below their folder", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        if (pathFault(text) !== undefined) return;
        const { pathname } = new URL(text.split("/").map(encodeURIComponent).join("/"), "http://x/base/");
        expect(pathname.startsWith("/base/")).toBe(true);
        expect(() => checkPaths([text])).not.toThrow();
      }),
    );
  });
});
