import type { Token } from "markdown-it";
import { plainText } from "./markdown.ts";
import type { Heading, Passage } from "./page.ts";

/** Longest text of a passage that the search looks at: a table of hundreds of rows is found by its beginning. */
const PASSAGE_CHARACTERS = 4_000;

/** Headings of a page, in order. */
export function headingsOf(tokens: readonly Token[]): Heading[] {
  return tokens.flatMap((token, index) =>
    token.type === "heading_open"
      ? [{ level: Number(token.tag.slice(1)), slug: token.attrGet("id") ?? "", title: titleAt(tokens, index) }]
      : [],
  );
}

/** What can be found on a page, heading by heading. Examples in JSON are left out: they say the same on every page. */
export function passagesOf(tokens: readonly Token[]): Passage[] {
  const passages: (Passage & { parts: string[] })[] = [];
  let inHeading = false;
  tokens.forEach((token, index) => {
    if (token.type === "heading_open") {
      passages.push({ slug: token.attrGet("id") ?? "", title: titleAt(tokens, index), text: "", parts: [] });
    }
    if (token.type === "heading_open" || token.type === "heading_close") inHeading = token.type === "heading_open";
    else if (!inHeading && (token.type === "inline" || (token.type === "fence" && !token.info.startsWith("json"))))
      passages.at(-1)?.parts.push(token.type === "inline" ? plainText(token.children ?? []) : token.content);
  });
  return passages.map(({ slug, title, parts }) => ({
    slug,
    title,
    text: parts.join(" ").replace(/\s+/g, " ").trim().slice(0, PASSAGE_CHARACTERS),
  }));
}

/** The first paragraph of a page. */
export function summaryOf(tokens: readonly Token[]): string {
  const first = tokens.findIndex(({ type, level }) => type === "paragraph_open" && level === 0);
  return first === -1 ? "" : plainText(tokens[first + 1]!.children ?? []).replace(/\s+/g, " ");
}

function titleAt(tokens: readonly Token[], index: number): string {
  return plainText(tokens[index + 1]!.children ?? []);
}
