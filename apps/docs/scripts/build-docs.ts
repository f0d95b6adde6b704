import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inputHash, isUpToDate, markUpToDate } from "../../../contracts/scripts/incremental.ts";
import { buildSite } from "../src/build-site.ts";
import { pageFiles, ROOT } from "../src/repository.ts";

const FOLDER = join(ROOT, "apps/docs/dist");

/** Builds the documentation site into `apps/docs/dist`. @returns false when it was up to date */
export async function buildDocs(): Promise<boolean> {
  const hash = inputHash(inputs());
  const index = join(FOLDER, "index.html");
  if (existsSync(index) && isUpToDate([index], hash)) return false;
  await buildSite(FOLDER);
  markUpToDate([index], hash);
  return true;
}

/** All that the site is made of: documents with their images, and the generator with what it uses. */
function inputs(): [file: string, content: string][] {
  const below = (folder: string) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
  const files = new Set([...pageFiles(), ...below("docs"), ...below("apps/docs/src"), "apps/docs/package.json"]);
  return [...files].sort().map((file) => [file, readFileSync(join(ROOT, file), "base64")]);
}
