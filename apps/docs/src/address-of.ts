import { posix } from "node:path";

/** Address of a page within the site, by its file in the repository: `docs/guides/provider.md` → `guides/provider.html`. */
export function addressOf(file: string): string {
  if (file === "docs/README.md") return "index.html";
  const below = file.startsWith("docs/") ? file.slice("docs/".length) : file.toLowerCase();
  return below.replace(/(\/readme)?\.md$/, ".html");
}

/** How a page at `from` names what is at `to`, so that the site works below any path. */
export function relativeAddress(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to);
}
