import { posix } from "node:path";
import { addressOf, relativeAddress } from "./address-of.ts";

/** What the site is made from, as far as links can point into it. */
export interface Repository {
  /** Files that are pages. */
  pages: ReadonlySet<string>;
  /** Whether the repository has a file or folder of this path. */
  has(path: string): boolean;
}

/** What a link of a page comes to. */
export type Link =
  /** Elsewhere, or within the site; `anchor` must be one of the page at `file`. */
  | { kind: "link"; href: string; file?: string; anchor?: string }
  /** A file of the repository that is no page: told as text. */
  | { kind: "source"; path: string }
  | { kind: "broken"; why: string };

/** Finds what `href`, as it stands in `file`, points at. */
export function resolveLink(href: string, file: string, repository: Repository): Link {
  if (/^https?:/.test(href)) return { kind: "link", href };
  if (/^[a-z][a-z0-9+.-]*:|^\//i.test(href)) return { kind: "broken", why: "neither https nor relative" };
  const [path = "", anchor] = href.split("#");
  const target = path === "" ? file : posix.join(posix.dirname(file), decodeURI(path)).replace(/\/$/, "");
  if (repository.pages.has(target)) {
    const address = path === "" ? "" : relativeAddress(addressOf(file), addressOf(target));
    return anchor === undefined
      ? { kind: "link", href: address, file: target }
      : { kind: "link", href: `${address}#${anchor}`, file: target, anchor };
  }
  if (target.startsWith("..") || !repository.has(target)) return { kind: "broken", why: `there is no ${target}` };
  return { kind: "source", path: target };
}
