import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const FOLDER = process.env.SHOTS ?? fileURLToPath(new URL("../shots", import.meta.url));

/** Takes a picture of the page for people to look at, into `tests/browser/shots` or where `SHOTS` says. */
export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}
