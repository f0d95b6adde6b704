import { expect, it } from "vitest";
import { pickLanguage } from "./languages.ts";

it.each([
  ["es", ["pt-BR"], "es"],
  [null, ["de-DE", "pt-BR", "en"], "pt"],
  [null, ["de"], "en"],
  ["toString", ["es-MX"], "es"],
  [null, [], "en"],
] as const)("a choice of %s before %j is %s", (chosen, preferred, expected) => {
  expect(pickLanguage(chosen, preferred)).toBe(expected);
});
