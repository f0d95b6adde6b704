/** A heading of a page. */
export interface Heading {
  level: number;
  slug: string;
  title: string;
}

/** A piece of a page that a search can find: what follows a heading, up to the next. */
export interface Passage extends Omit<Heading, "level"> {
  text: string;
}

/** One page of the site, rendered. */
export interface Page {
  /** Its file in the repository. */
  file: string;
  /** Its address within the site. */
  address: string;
  title: string;
  /** The first paragraph, for lists and previews. */
  summary: string;
  html: string;
  headings: readonly Heading[];
  passages: readonly Passage[];
}
