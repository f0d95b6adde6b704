import type { Token } from "markdown-it";
import { addressOf, relativeAddress } from "./address-of.ts";
import { codeLinks } from "./code-links.ts";
import { connect } from "./connect.ts";
import type { Repository } from "./links.ts";
import { parseMarkdown, renderTokens } from "./markdown.ts";
import { headingsOf, passagesOf, summaryOf } from "./outline.ts";
import type { Heading, Page } from "./page.ts";

/** An image of the site: its size in pixels, and its address. */
export interface SiteImage {
  width: number;
  height: number;
  address: string;
}

/** What pages are made from. */
export interface Sources {
  /** Markdown by file. */
  texts: ReadonlyMap<string, string>;
  repository: Repository;
  image(path: string): SiteImage | undefined;
}

interface Draft {
  file: string;
  tokens: Token[];
  headings: Heading[];
}

/**
 * Makes the pages of all files.
 * @throws Error naming each broken link, missing anchor or image, and each file without exactly one first heading
 */
export function makePages({ texts, repository, image }: Sources): Page[] {
  const broken: string[] = [];
  const drafts = [...texts].map(([file, text]): Draft => {
    const tokens = parseMarkdown(text);
    return { file, tokens, headings: headingsOf(tokens) };
  });
  const anchors = new Map(drafts.map(({ file, headings }) => [file, new Set(headings.map(({ slug }) => slug))]));
  const explainedFor = codeLinks(drafts);
  const pages = drafts.map(({ file, tokens, headings }): Page => {
    const address = addressOf(file);
    if (headings[0]?.level !== 1 || headings.filter(({ level }) => level === 1).length !== 1)
      broken.push(`${file}: a page begins with its only heading of the first level`);
    connect(tokens, {
      file,
      address,
      repository,
      explained: explainedFor(file),
      image: (path) => {
        const found = image(path);
        return found && { ...found, address: relativeAddress(address, found.address) };
      },
      anchor: (to, anchor) => {
        if (!anchors.get(to)?.has(anchor)) broken.push(`${file}: ${to} has no heading #${anchor}`);
      },
      broken: (what) => broken.push(`${file}: ${what}`),
    });
    return {
      file,
      address,
      title: headings[0]?.title ?? file,
      summary: summaryOf(tokens),
      html: renderTokens(tokens),
      headings,
      passages: passagesOf(tokens),
    };
  });
  if (broken.length > 0) throw new Error(`The documents have broken links:\n${broken.join("\n")}`);
  return pages;
}
