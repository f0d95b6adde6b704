import { addressOf } from "./address-of.ts";
import type { Heading } from "./page.ts";

/** A place that explains what stands in code. */
export interface Explained {
  /** Address within the site. */
  address: string;
  /** Anchor there, without `#`; empty for the page. */
  slug: string;
}

/** The page whose headings are codes: they mean the same wherever they are named. */
const CODES = "docs/error-codes.md";
/** Pages whose headings are names of their own: of routes and documents, of calls and records. */
const GLOSSARIES = ["docs/api.md", "docs/contract-reference.md"];

/** What a page's code may lead to: error codes, other pages named by their file, and names that the page itself explains. */
export function codeLinks(pages: readonly { file: string; headings: readonly Heading[] }[]) {
  const headingsOf = (file: string) =>
    (pages.find((page) => page.file === file)?.headings ?? [])
      .filter(({ level }) => level > 1)
      .map(({ title, slug }): [string, Explained] => [title, { address: addressOf(file), slug }]);
  const everywhere: [string, Explained][] = [
    ...pages.map(({ file }): [string, Explained] => [file, { address: addressOf(file), slug: "" }]),
    ...headingsOf(CODES).filter(([title]) => /^[A-Z][A-Z0-9_]+$/.test(title)),
  ];
  return (file: string): ReadonlyMap<string, Explained> =>
    new Map([...(GLOSSARIES.includes(file) ? headingsOf(file) : []), ...everywhere]);
}
