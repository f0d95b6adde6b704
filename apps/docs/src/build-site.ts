import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addressOf } from "./address-of.ts";
import { imageSize } from "./image-size.ts";
import { type Asset, makeAssets } from "./make-assets.ts";
import { makePages, type SiteImage } from "./make-pages.ts";
import { navigationOf } from "./navigation.ts";
import { pageHtml } from "./page-html.ts";
import { openRepository, pageFiles, ROOT, readPage } from "./repository.ts";
import { searchIndex } from "./search-index.ts";

/** Builds the whole site into `folder`, in place of what was there. @returns the addresses of its files */
export async function buildSite(folder: string): Promise<string[]> {
  const files = pageFiles();
  const images = new Map<string, Asset>();
  const pages = makePages({
    texts: new Map(files.map((file) => [file, readPage(file)])),
    repository: openRepository(files),
    image: (path) => takeImage(path, images),
  });
  const index = assetOf("assets/search.json", Buffer.from(searchIndex(pages)));
  const { files: built, entries } = await makeAssets();
  const frame = {
    navigation: navigationOf(files),
    pages: new Map(pages.map((page) => [page.file, page])),
    assets: {
      style: entries.get("site.css")!,
      icon: entries.get("icon.svg")!,
      theme: entries.get("theme.ts")!,
      site: entries.get("site.ts")!,
      searchIndex: index.address,
    },
  };
  const html = pages.map((page): Asset => ({ address: page.address, content: Buffer.from(pageHtml(page, frame)) }));
  const written = [...html, ...built, index, ...images.values()];
  rmSync(folder, { recursive: true, force: true });
  for (const { address, content } of written) {
    mkdirSync(dirname(join(folder, address)), { recursive: true });
    writeFileSync(join(folder, address), content);
  }
  return written.map(({ address }) => address);
}

/** An image that a page shows: it becomes a file of the site. */
function takeImage(path: string, images: Map<string, Asset>): SiteImage | undefined {
  const file = join(ROOT, path);
  if (!path.endsWith(".png") || !existsSync(file)) return undefined;
  const content = readFileSync(file);
  const asset = assetOf(addressOf(path).replace(/^images\//, "assets/"), content);
  images.set(path, asset);
  return { ...imageSize(content), address: asset.address };
}

/** A file whose name has a digest of its content, so that it may be kept for ever. */
function assetOf(address: string, content: Uint8Array): Asset {
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 8);
  return { address: address.replace(/(\.\w+)$/, `-${digest}$1`), content };
}
