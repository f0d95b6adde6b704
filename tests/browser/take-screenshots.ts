// npm run docs:screenshots: pictures of the web app for the documents (docs/images), from a real network with something to look at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { HubClient } from "@qubix/client";
import { fillShowcase } from "@qubix/examples/showcase";
import type { Page } from "playwright-core";
import { closeBrowser, openPage } from "./support/browser.ts";
import { importAccount } from "./support/import-account.ts";
import { makeAccount } from "./support/make-account.ts";
import { openNetwork } from "./support/network.ts";

const FOLDER = fileURLToPath(new URL("../../docs/images", import.meta.url));
/** A page has all that it waits for when it has shown no placeholder and no message for so long. */
const SETTLED_MS = 1_500;
const STAKE = { stake: 10_000_000n, minPrice: 100n, capacity: 2 };

const network = await openNetwork({
  accounts: { local: 1_000_000_000n },
  providers: ["anna", "ben", "clara"].map((name) => ({ name, ...STAKE })),
});
try {
  await fillShowcase(network.local, { onProgress: (what) => console.log(what) });
  const hub = new HubClient({ url: network.url, network: network.local.network.id });
  const { items } = await hub.call("listJobs", { query: { state: ["settled"], limit: 20 } });
  const job = items.find(({ kind }) => kind === "onnx") ?? items[0]!;

  const { page } = await openPage();
  await take(page, "/", "dashboard");
  await take(page, "/models", "models");
  await take(page, "/models/examples/digits", "model");
  await take(page, `/jobs/${job.key}`, "job");
  await take(page, "/explorer", "explorer");
  await makeAccount(page, network.url, { faucet: true });
  await take(page, "/wallet", "wallet");
  await take(page, "/run/model/examples/digits", "run");
  const owner = await openPage();
  await importAccount(owner.page, network.url, network.local.account("anna-owner").seed);
  await owner.page.reload();
  await take(owner.page, "/provider", "provider");
  const phone = await openPage({ size: "phone" });
  await take(phone.page, `/jobs/${job.key}`, "job-phone");
} finally {
  await closeBrowser();
  await network.close();
}

/** Takes a page when it has settled. Pages are changed within the app, so that an open wallet stays open. */
async function take(page: Page, path: string, name: string): Promise<void> {
  if (page.url() === "about:blank") await page.goto(network.url + path);
  else
    await page.evaluate((to) => {
      (window as unknown as { loadedAt?: number | undefined }).loadedAt = undefined;
      history.pushState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, path);
  await page.waitForFunction(
    (settled) => {
      const main = document.querySelector("main");
      const text = main?.innerText ?? "";
      const waiting =
        main?.querySelector('[class*="animate-pulse"]') ?? document.querySelector("[data-swipe-direction]");
      const loading = text.length < 200 || waiting !== null;
      const seen = window as unknown as { loadedAt?: number | undefined };
      // Figures and times go on changing: what counts is that nothing is waited for any more.
      seen.loadedAt = loading ? undefined : (seen.loadedAt ?? performance.now());
      return seen.loadedAt !== undefined && performance.now() - seen.loadedAt > settled;
    },
    SETTLED_MS,
    { polling: 250 },
  );
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: "disabled" });
  console.log(`docs/images/${name}.png`);
}
