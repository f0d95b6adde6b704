import MiniSearch from "minisearch";
import { expect, test } from "vitest";
import { makePages } from "./make-pages.ts";
import { searchIndex } from "./search-index.ts";
import { SEARCH_OPTIONS } from "./search-options.ts";

const texts = new Map([
  ["docs/pricing.md", "# Who pays what\n\nAll.\n\n## The charge\n\nA metered run charges what it used.\n"],
  ["docs/guides/provider.md", "# Guide for providers\n\nEarn with a machine that charges little.\n"],
]);
const pages = makePages({
  texts,
  repository: { pages: new Set(texts.keys()), has: () => false },
  image: () => undefined,
});
const search = MiniSearch.loadJSON(searchIndex(pages), SEARCH_OPTIONS);

test("finds a passage by its words, headings first, and says where it is", () => {
  expect(search.search("charg")[0]).toMatchObject({ title: "The charge", address: "pricing.html#the-charge" });
  expect(search.search("machine")).toMatchObject([{ page: "Guide for providers", address: "guides/provider.html" }]);
});

test("forgives a slip, and wants all words", () => {
  expect(search.search("metred")).toHaveLength(1);
  expect(search.search("metered machine")).toHaveLength(0);
});
