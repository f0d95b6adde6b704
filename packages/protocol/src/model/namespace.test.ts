import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isIdentityNamespace, namespaceFault, namespaceOf, repositoryNameFault, skeletonOf } from "./namespace.ts";

const name = fc.stringMatching(/^[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?$/);

describe("a skeleton", () => {
  it("is its own skeleton, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => skeletonOf(skeletonOf(text)) === skeletonOf(text)),
    );
  });

  it("does not change with case, separators or a look-alike", () => {
    const swaps: [string, string][] = [
      ["0", "o"],
      ["1", "l"],
      ["a", "а"],
      ["e", "е"],
      ["m", "rn"],
      ["w", "vv"],
      ["i", "і"],
    ];
    fc.assert(
      fc.property(
        name,
        fc.constantFrom(...swaps),
        fc.constantFrom("-", "_", ".", "\u200b", "\u00ad"),
        fc.nat(40),
        (text, [one, other], sign, at) => {
          const skeleton = skeletonOf(text);
          expect(skeletonOf(text.toUpperCase())).toBe(skeleton);
          expect(skeletonOf(text.slice(0, at) + sign + text.slice(at))).toBe(skeleton);
          expect(skeletonOf(text.replaceAll(one, other))).toBe(skeleton);
        },
      ),
    );
  });

  it("tells different words apart", () => {
    expect(new Set(["acme", "acne", "qubic-labs", "openmind", "deep", "digits"].map(skeletonOf)).size).toBe(6);
    expect(skeletonOf("Acme")).toBe(skeletonOf("аcrnе"));
  });
});

describe("a namespace", () => {
  it("is an identity's letters, or a word that nobody takes for something else", () => {
    const identity = "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH";
    expect(isIdentityNamespace(namespaceOf(identity))).toBe(true);
    expect(namespaceFault(namespaceOf(identity))).toMatch("3 to 40");
    expect(namespaceFault("acme")).toBeUndefined();
    for (const reserved of ["api", "qub1x", "d0cs", "data-sets", "mode1s"])
      expect(namespaceFault(reserved)).toMatch("reserved");
    for (const bad of ["a", "UPPER", "-x-", "a..b", "a--b", "x.git", "bücher"])
      expect(namespaceFault(bad)).toBeDefined();
    expect(repositoryNameFault("digits-2.1")).toBeUndefined();
  });
});
