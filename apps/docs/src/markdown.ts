import MarkdownIt, { type Token } from "markdown-it";
import anchor from "markdown-it-anchor";
import { highlight } from "./highlight.ts";
import { slugOf } from "./slug-of.ts";

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).use(anchor, {
  slugify: slugOf,
  uniqueSlugStartIndex: 1,
  tabIndex: false,
  permalink: anchor.permalink.headerLink({ safariReaderFix: true }),
});
const { escapeHtml } = markdown.utils;
const rules = markdown.renderer.rules;

/** Text as it must stand in HTML, also within quotes. */
export { escapeHtml };

// The site's Content-Security-Policy has no inline styles: how a column is aligned is a class. A heading without words is
// none for readers who hear the table.
rules.th_open = (tokens, index) => (isEmpty(tokens, index) ? "<td>" : `<th scope="col"${alignment(tokens[index]!)}>`);
rules.th_close = (tokens, index) => (isEmpty(tokens, index - 2) ? "</td>\n" : "</th>\n");
rules.td_open = (tokens, index) => `<td${alignment(tokens[index]!)}>`;
rules.table_open = () => '<div class="scroll"><table>\n';
rules.table_close = () => "</table></div>\n";

rules.fence = (tokens, index) => {
  const { content, info } = tokens[index]!;
  const language = info.trim().split(/\s+/)[0] ?? "";
  const body = highlight(content, language) ?? escapeHtml(content);
  return `<div class="code"><pre class="scroll"><code data-language="${escapeHtml(language)}">${body}</code></pre></div>\n`;
};
rules.code_block = (tokens, index) =>
  `<div class="code"><pre class="scroll"><code>${escapeHtml(tokens[index]!.content)}</code></pre></div>\n`;

/** Reads Markdown. Raw HTML in it is text. */
export function parseMarkdown(text: string): Token[] {
  return markdown.parse(text, {});
}

/** HTML of what was read. */
export function renderTokens(tokens: Token[]): string {
  return markdown.renderer.render(tokens, markdown.options, {});
}

/** The words of inline tokens, without their dress. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (children && children.length > 0) return plainText(children);
      if (type === "softbreak" || type === "hardbreak") return " ";
      return type === "html_inline" ? "" : content;
    })
    .join("");
}

function isEmpty(tokens: readonly Token[], index: number): boolean {
  return tokens[index + 1]?.content === "";
}

function alignment(token: Token): string {
  const side = token.attrGet("style")?.replace("text-align:", "");
  return side === undefined ? "" : ` class="${side}"`;
}
