import { expect, it } from "vitest";
import { pairs, table } from "./table.ts";
import { shorten, textWidth } from "./text-width.ts";

const KEY = "0123456789abcdef".repeat(4);
const IDENTITY = "BACD".repeat(15);
const ROWS = [
  [KEY, "a name that is rather long for a table", "settled", "1,234 QU"],
  ["f".repeat(64), "日本語", "running", "5 QU"],
];
const HEAD = ["key", "name", "state", "escrow"];

it("keeps everything whole where it isn't for a screen", () => {
  const [, first] = table(HEAD, ROWS, undefined).split("\n");
  expect(first).toBe(`${KEY}  a name that is rather long for a table  settled  1,234 QU`);
});

it("fits the screen, shortening what is longest: keys in the middle, texts at their end", () => {
  const lines = table(HEAD, ROWS, 80).split("\n");
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(80);
  expect(lines[1]).toMatch(/^0123\w+…\w+cdef {2}a name that is r.*… {2}settled {2}1,234 QU$/);
  expect(lines[2]).toMatch(/日本語/);
});

it("aligns numbers to the right", () => {
  expect(table(["n"], [["1"], ["1,000"]], undefined)).toBe("    n\n    1\n1,000");
});

it("makes a block of each row on a screen that is too narrow for a table", () => {
  const text = table(HEAD, ROWS, 30);
  for (const line of text.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(30);
  expect(text).toContain("state   settled");
  expect(text.split("\n\n")).toHaveLength(2);
});

it("shows strangers' control characters instead of obeying them", () => {
  expect(table(["name"], [["\x1b[31mred\u202e\nnext"]], undefined)).toBe("name\n\\x1b[31mred\\u202e next");
  expect(pairs({ name: "a\x07b", nothing: undefined })).toBe("name  a\\x07b");
});

it("shortens to any width without splitting characters", () => {
  expect(shorten(IDENTITY, 9)).toBe("BACD…BACD");
  expect(shorten("👩‍🔬👩‍🔬👩‍🔬", 4)).toBe("👩‍🔬…");
  expect(shorten("abc", 3)).toBe("abc");
  expect(shorten("abcdef", 1)).toBe("…");
});
