import fc from "fast-check";
import { expect, it } from "vitest";
import { lettersFit, placesToConfirm } from "./seed-letters.ts";

it("places are different ones of the seed, in order", () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), (numbers) => {
      const places = placesToConfirm(55, 4, () => numbers.next().value as number);
      expect(new Set(places).size).toBe(4);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places.every((place) => place >= 1 && place <= 55)).toBe(true);
    }),
  );
});

it("letters fit in any writing, and only in their order", () => {
  expect(lettersFit("abcdef", [1, 3, 6], "acf")).toBe(true);
  expect(lettersFit("abcdef", [1, 3, 6], " A, c f")).toBe(true);
  for (const wrong of ["", "ac", "afc", "acff", "abc"]) expect(lettersFit("abcdef", [1, 3, 6], wrong)).toBe(false);
});
