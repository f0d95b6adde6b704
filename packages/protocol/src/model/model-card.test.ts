import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../errors/protocol-error.ts";
import { readCard, summaryOf } from "./model-card.ts";
import { readLicense } from "./model-license.ts";

const card = (...lines: string[]) => ["---", ...lines, "---", "# Digits", "", "Reads [digits](x.md).", ""].join("\n");

describe("a card", () => {
  it("says the same whether a member is one or a list", () => {
    const read = readCard(
      card(
        "license: apache-2.0",
        "language: en",
        "tags: [a, b]",
        "base_model: acme/base",
        "datasets: mnist",
        "widget: [1]",
      ),
    );
    expect(read.metadata).toEqual({
      license: "Apache-2.0",
      language: ["en"],
      tags: ["a", "b"],
      base_model: ["acme/base"],
      datasets: ["mnist"],
    });
    expect(summaryOf(read.body)).toBe("Reads digits.");
    expect(readCard("# No front matter").metadata).toEqual({});
    expect(readCard("---\n---\nbody")).toEqual({ metadata: {}, body: "body" });
  });

  it.each([
    ["license: made-up-1.0", /license: "made-up-1.0" is no SPDX licence/],
    ["pipeline_tag: guessing", /pipeline_tag/],
    ["base_model: just-a-name", /base_model/],
    ["license: [mit", /no YAML/],
    ["license: mit\nlicense: mit", /no YAML/],
    ["a: &a [1]\ntags: *a", /no YAML/],
    ["tags: [1]", /tags/],
    ["- a list", /front matter/],
    ["example_inputs: [{title: t, inputs: {x: ../secret}}]", /example_inputs/],
  ])("with %j is refused and says why", (lines, message) => {
    expect(() => readCard(card(...lines.split("\n")))).toThrow(message);
  });

  it("ends in a card or in a refusal, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        try {
          readCard(`---\n${text}\n---\n${text}`);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }),
    );
  });

  it("is not fooled by nesting that grows when it is expanded", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x]",
      ...[..."bcdefgh"].map((name, i) => `${name}: &${name} [${Array(8).fill(`*${"abcdefgh"[i]}`).join(",")}]`),
    ];
    expect(() => readCard(card(...bomb))).toThrow(/no YAML/);
  });
});

it("licences are SPDX expressions in any case, or words that hubs know", () => {
  expect(readLicense("mit OR apache-2.0")).toBe("MIT OR Apache-2.0");
  expect(readLicense("GPL-2.0-only with classpath-exception-2.0")).toBeUndefined();
  expect(readLicense("OpenRAIL")).toBe("openrail");
  expect(readLicense("cc-by-4.0")).toBe("CC-BY-4.0");
  expect(readLicense("")).toBeUndefined();
});
