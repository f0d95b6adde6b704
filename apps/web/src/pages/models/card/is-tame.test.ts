import { expect, it } from "vitest";
import { cardBody, isTame } from "./is-tame.ts";

it("takes what people write", () => {
  const card = "# Digits\n\nReads *digits*.\n\n> quoted\n> > twice\n\n- a\n  - b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
  expect(isTame(card.repeat(50))).toBe(true);
  expect(isTame("")).toBe(true);
});

it.each([
  ["brackets", "[".repeat(50_000)],
  ["stars", "*a ".repeat(30_000)],
  ["quotes in quotes", `${">".repeat(5_000)} deep`],
  ["lists in lists", "- ".repeat(3_000)],
  ["backticks", `${"`".repeat(1_500)}a${"`".repeat(1_400)}`],
])("does not take thousands of %s", (_, markdown) => {
  expect(isTame(markdown)).toBe(false);
});

it("leaves out front matter, and nothing else", () => {
  expect(cardBody("---\nlicense: mit\n---\n# Digits\n---\n")).toBe("# Digits\n---\n");
  expect(cardBody("---\n---\nbody")).toBe("body");
  expect(cardBody("# Digits")).toBe("# Digits");
  expect(cardBody("--- no end")).toBe("--- no end");
});
