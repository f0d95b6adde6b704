import { addressOf, relativeAddress } from "./address-of.ts";
import { escapeHtml } from "./markdown.ts";
import type { Section } from "./navigation.ts";
import type { Heading, Page } from "./page.ts";

/** Addresses of what each page loads, within the site. */
export interface Assets {
  style: string;
  icon: string;
  theme: string;
  site: string;
  searchIndex: string;
}

/** The site around a page. */
export interface Frame {
  navigation: readonly Section[];
  pages: ReadonlyMap<string, Page>;
  assets: Assets;
}

/** A whole page. Without scripts it can be read; with them it can be searched, copied from and dimmed. */
export function pageHtml(page: Page, frame: Frame): string {
  const to = (address: string) => escapeHtml(relativeAddress(page.address, address));
  const { style, icon, theme, site, searchIndex } = frame.assets;
  const title = page.address === "index.html" ? page.title : `${page.title} · Qubix`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(page.summary.slice(0, 200))}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${to(icon)}" type="image/svg+xml">
<link rel="stylesheet" href="${to(style)}">
<script src="${to(theme)}"></script>
<script type="module" src="${to(site)}"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header class="top">
<button class="menu-button" type="button" aria-expanded="false" aria-controls="navigation" hidden>Menu</button>
<a class="brand" href="${to("index.html")}">Qubix <span>documentation</span></a>
<form class="search" role="search" data-index="${to(searchIndex)}" data-root="${to("index.html").replace(/index\.html$/, "")}" hidden>
<input type="search" aria-label="Search the documentation" placeholder="Search" autocomplete="off" spellcheck="false">
<kbd aria-hidden="true">/</kbd>
<div class="found" hidden><p role="status"></p><ol></ol></div>
</form>
<button class="theme-button" type="button" hidden>Theme</button>
</header>
<div class="columns">
<nav id="navigation" class="navigation" aria-label="Pages">
${frame.navigation.map((section) => sectionHtml(section, page, frame)).join("\n")}
</nav>
<main id="content" tabindex="-1">
${contentsHtml(page.headings)}
<article>
${page.html}</article>
${neighboursHtml(page, frame)}
<footer><p>From <code>${escapeHtml(page.file)}</code> in the sources.</p></footer>
</main>
</div>
</body>
</html>
`;
}

function sectionHtml({ title, folded, files }: Section, page: Page, { pages }: Frame): string {
  const items = files.map((file) => {
    const current = file === page.file ? ' aria-current="page"' : "";
    return `<li><a href="${escapeHtml(relativeAddress(page.address, addressOf(file)))}"${current}>${escapeHtml(shortTitle(pages.get(file)!))}</a></li>`;
  });
  const list = `<ul>\n${items.join("\n")}\n</ul>`;
  if (!folded) return `<h2>${escapeHtml(title)}</h2>\n${list}`;
  const open = files.includes(page.file) ? " open" : "";
  return `<details${open}><summary>${escapeHtml(title)}</summary>\n${list}\n</details>`;
}

/** A title as lists show it: what stands before a colon. */
const shortTitle = ({ title }: Page) => title.replace(/: .*/, "");

function contentsHtml(headings: readonly Heading[]): string {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length < 2) return "";
  const items = shown.map(
    ({ level, slug, title }) =>
      `<li class="level-${level}"><a href="#${escapeHtml(slug)}">${escapeHtml(title)}</a></li>`,
  );
  return `<details class="contents"><summary>On this page</summary>\n<ol>\n${items.join("\n")}\n</ol>\n</details>`;
}

function neighboursHtml(page: Page, { navigation, pages }: Frame): string {
  const order = navigation.flatMap(({ files }) => files);
  const place = order.indexOf(page.file);
  const link = (file: string | undefined, rel: "prev" | "next", word: string) =>
    file === undefined
      ? ""
      : `<a rel="${rel}" href="${escapeHtml(relativeAddress(page.address, addressOf(file)))}"><span>${word}</span> ${escapeHtml(shortTitle(pages.get(file)!))}</a>`;
  return `<nav class="neighbours" aria-label="Next and previous page">${link(order[place - 1], "prev", "Previous")}${link(order[place + 1], "next", "Next")}</nav>`;
}
