import { readCard } from "@qubix/protocol/card";
import fc from "fast-check";
import { expect, it } from "vitest";
import { cardText } from "./card-draft.ts";

const empty = { license: "", task: "", language: "", tags: [], baseModel: "", body: "" };

it("is read as it was meant", () => {
  const text = cardText({
    ...{ license: "MIT", task: "image-classification", language: "en", tags: ["a: b", "#c"], baseModel: "acme/base" },
    body: "# Digits\n\n--- not front matter",
  });
  expect(readCard(text)).toEqual({
    metadata: {
      ...{ license: "MIT", pipeline_tag: "image-classification", language: ["en"], tags: ["a: b", "#c"] },
      base_model: ["acme/base"],
    },
    body: "\n# Digits\n\n--- not front matter\n",
  });
});

it("lets no tag write another member", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }), (tag) => {
      const { metadata } = readCard(cardText({ ...empty, tags: [`x${tag.replaceAll(/\p{C}/gu, "")}`] }));
      expect(Object.keys(metadata)).toEqual(["tags"]);
    }),
  );
});

it("leaves alone what a file says for itself", () => {
  const body = "---\nlicense: apache-2.0\ncustom: 1\n---\n# Hello\n";
  expect(cardText({ ...empty, license: "MIT", body })).toBe(body);
});

it("is only Markdown where nothing else is said", () => {
  expect(cardText({ ...empty, body: "  Hello " })).toBe("Hello\n");
});
