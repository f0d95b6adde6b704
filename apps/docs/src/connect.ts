import Token from "markdown-it/lib/token.mjs";
import { relativeAddress } from "./address-of.ts";
import type { Explained } from "./code-links.ts";
import { type Repository, resolveLink } from "./links.ts";

/** What connecting a page's tokens needs to know, and where it tells what it found. */
export interface Connections {
  /** The page's file and address. */
  file: string;
  address: string;
  repository: Repository;
  /** What explains what stands in code, such as an error code. */
  explained: ReadonlyMap<string, Explained>;
  /** Size of an image of the site in pixels, by its path in the repository; undefined where there is none. */
  image(path: string): { width: number; height: number; address: string } | undefined;
  /** Takes an anchor that another page (or this one) must have. */
  anchor(file: string, anchor: string): void;
  broken(what: string): void;
}

/** Makes the links, images and codes of a page lead where they belong, in place. */
export function connect(tokens: readonly Token[], to: Connections): void {
  let inHeading = false;
  for (const token of tokens) {
    if (token.type === "heading_open" || token.type === "heading_close") inHeading = token.type === "heading_open";
    else if (token.type === "inline") token.children = connectInline(token.children ?? [], to, inHeading);
  }
}

function connectInline(children: readonly Token[], to: Connections, inHeading: boolean): Token[] {
  const closing: string[] = [];
  return children.flatMap((token) => {
    if (token.type === "link_open") {
      closing.push(connectLink(token, to));
    } else if (token.type === "link_close") {
      token.tag = closing.pop() ?? "a";
    } else if (token.type === "image") {
      connectImage(token, to);
    } else if (token.type === "code_inline" && closing.length === 0 && !inHeading) {
      return explain(token, to);
    }
    return [token];
  });
}

/** Returns the element that the link has become. */
function connectLink(token: Token, { file, repository, anchor, broken }: Connections): string {
  const href = token.attrGet("href") ?? "";
  const link = resolveLink(href, file, repository);
  if (link.kind === "broken") broken(`${href}: ${link.why}`);
  if (link.kind === "source") {
    token.tag = "span";
    token.attrs = [
      ["class", "source"],
      ["title", `In the sources: ${link.path}`],
    ];
  }
  if (link.kind === "link") {
    if (link.file !== undefined && link.anchor !== undefined) anchor(link.file, link.anchor);
    token.attrSet("href", link.href);
    if (link.file === undefined) token.attrSet("rel", "noreferrer");
  }
  return token.tag;
}

function connectImage(token: Token, { file, repository, image, broken }: Connections): void {
  const src = token.attrGet("src") ?? "";
  const link = resolveLink(src, file, repository);
  const found = link.kind === "source" ? image(link.path) : undefined;
  if (found === undefined) {
    broken(`${src}: there is no such image`);
    return;
  }
  if (token.content === "") broken(`${src}: say what the image shows`);
  token.attrSet("src", found.address);
  token.attrSet("width", String(found.width));
  token.attrSet("height", String(found.height));
  token.attrSet("loading", "lazy");
}

function explain(token: Token, { address, explained }: Connections): Token[] {
  const found = explained.get(token.content);
  if (found === undefined || (found.address === address && found.slug === "")) return [token];
  const open = new Token("link_open", "a", 1);
  const path = found.address === address ? "" : relativeAddress(address, found.address);
  open.attrSet("href", found.slug === "" ? path : `${path}#${found.slug}`);
  return [open, token, new Token("link_close", "a", -1)];
}
