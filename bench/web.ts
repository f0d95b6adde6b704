/**
 * How soon is a page there? Opens pages of the web app in Chromium, each in a browser that has seen nothing yet: on a fast
 * desktop, and as Lighthouse does it for phones (a slow connection, a quarter of the CPU). Counts what comes over the wire.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalnet } from "@qubix/localnet";
import { chromium } from "playwright-core";
import { type PageFigures, PROFILES, pageFigures } from "./web/page-figures.ts";

const PATHS = ["/", "/run", "/jobs", "/models", "/wallet", "/provider", "/explorer"];
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

interface WebFigures {
  /** Script of the first page, as it comes over the wire. */
  firstLoadScriptKb: number;
  pages: PageFigures[];
}

export async function bench(): Promise<WebFigures> {
  const folder = await mkdtemp(join(tmpdir(), "qubix-web-"));
  const provider = { name: "paula", stake: 10_000_000n, minPrice: 100n, capacity: 2 };
  const net = await startLocalnet({ folder, accounts: {}, providers: [provider], pace: "1000" });
  // Chromium's own sandbox needs more than root in a container has.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  try {
    const pages: PageFigures[] = [];
    for (const profile of PROFILES) {
      for (const path of PATHS) {
        pages.push(await pageFigures(browser, net.hub.url, path, profile));
        console.error(JSON.stringify(pages.at(-1)));
      }
    }
    return { firstLoadScriptKb: pages[0]!.scriptKb, pages };
  } finally {
    await browser.close();
    await net.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
