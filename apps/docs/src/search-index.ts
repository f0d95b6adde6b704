import MiniSearch from "minisearch";
import type { Page } from "./page.ts";
import { SEARCH_OPTIONS } from "./search-options.ts";

/** The index that the search box loads, as JSON: one entry for each heading of each page. */
export function searchIndex(pages: readonly Page[]): string {
  const search = new MiniSearch(SEARCH_OPTIONS);
  for (const page of pages) {
    search.addAll(
      page.passages.map(({ slug, title, text }, index) => ({
        id: `${page.address}#${slug}`,
        title,
        page: page.title,
        address: index === 0 ? page.address : `${page.address}#${slug}`,
        text,
        excerpt: text.slice(0, 140),
      })),
    );
  }
  return JSON.stringify(search);
}
