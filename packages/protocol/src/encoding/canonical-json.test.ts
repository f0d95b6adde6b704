import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../vectors/canonical-json.json" with { type: "json" };
import { specDigest } from "../job/spec-digest.ts";
import { canonicalJson } from "./canonical-json.ts";
import { parseJson } from "./parse-json.ts";

const text = fc.string({ unit: "grapheme" }).filter((s) => s !== "__proto__");
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
    fc.boolean(),
    fc.constant(null),
    text,
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(text, tie("value"), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

describe("canonical JSON", () => {
  it("survives being read and written again", () => {
    fc.assert(
      fc.property(json, (value) => {
        const canonical = canonicalJson(value);
        expect(canonicalJson(parseJson(canonical, 1 << 20))).toBe(canonical);
        expect(JSON.parse(canonical)).toEqual(value);
      }),
    );
  });

  it("does not depend on white space or the order of members", () => {
    fc.assert(
      fc.property(fc.dictionary(text, fc.nat(), { noNullPrototype: true }), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(parseJson(JSON.stringify(reversed, null, 3), 1 << 20))).toBe(canonicalJson(object));
      }),
    );
  });

  it.each(vectors.accepted)("writes $canonical", ({ json: source, canonical, digest }) => {
    const value = parseJson(source, 1 << 20);
    expect(canonicalJson(value)).toBe(canonical);
    expect(specDigest(value)).toBe(digest);
  });

  it.each([1.5, -0, Number.NaN, 2 ** 53, undefined, 1n, new Date(0), "\ud800", { a: undefined }, [undefined]])(
    "refuses %s",
    (value) => expect(() => canonicalJson(value)).toThrow(/\$/),
  );

  it("refuses nesting without an end", () => {
    const deep: unknown[] = [];
    deep.push(deep);
    expect(() => canonicalJson(deep)).toThrow(/nested deeper/);
  });
});

describe("parseJson", () => {
  it.each(vectors.refused)("refuses $json", ({ json: source }) => {
    expect(() => parseJson(source, 1 << 20)).toThrow(expect.objectContaining({ code: "BAD_JSON" }));
  });

  it("agrees with JSON.parse wherever it accepts", () => {
    const garbage = fc.oneof(fc.string({ unit: fc.constantFrom(...'{}[]",:0123tfnrue\\ -.') }), fc.json());
    fc.assert(
      fc.property(garbage, (source) => {
        let value: unknown;
        try {
          value = parseJson(source, 1 << 20);
        } catch {
          return;
        }
        expect(value).toEqual(JSON.parse(source));
      }),
      { numRuns: 2000 },
    );
  });

  it("refuses what is too large, and what is not UTF-8", () => {
    expect(() => parseJson("[1,2,3]", 6)).toThrow(expect.objectContaining({ code: "JSON_TOO_LARGE" }));
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22), 10)).toThrow(/UTF-8/);
    expect(() => parseJson(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31), 10)).toThrow(/integers|JSON/);
  });

  it("refuses nesting that would exhaust the stack", () => {
    expect(() => parseJson("[".repeat(100_000), 1 << 20)).toThrow(/nesting/);
  });
});
