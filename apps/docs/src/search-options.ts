import type { Options } from "minisearch";

/** A place that a search can find. */
export interface Place {
  id: string;
  title: string;
  page: string;
  address: string;
  text: string;
  excerpt: string;
}

/** How places are indexed and looked up; the builder and the page must agree on it. */
export const SEARCH_OPTIONS: Options<Place> = {
  fields: ["title", "page", "text"],
  storeFields: ["title", "page", "address", "excerpt"],
  searchOptions: {
    boost: { title: 4, page: 2 },
    prefix: true,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    combineWith: "AND",
  },
};
