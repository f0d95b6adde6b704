import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeBrowser, openPage } from "./support/browser.ts";
import { type Front, openFront } from "./support/front.ts";
import { type BrowserNetwork, openNetwork } from "./support/network.ts";
import { shot } from "./support/shot.ts";

let net: BrowserNetwork;
let front: Front;
beforeAll(async () => {
  net = await openNetwork({ providers: [] });
  front = await openFront(net.url);
});
afterAll(async () => {
  await closeBrowser();
  await front?.close();
  await net?.close();
});

/** Until the page's own requests go through its service worker. */
const controlled = (page: Page) =>
  page.evaluate(async () => {
    const { serviceWorker } = navigator;
    const taken = new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve));
    if (!serviceWorker.controller) await taken;
  });
const versionOf = (page: Page) => page.locator("meta[name=version]").getAttribute("content");
const release = (version: string) => {
  front.change = (html) => html.replace("<head>", `<head><meta name="version" content="${version}">`);
};

it("can be installed", async () => {
  const { page, context } = await openPage();
  await page.goto(net.url);
  await controlled(page);
  const devtools = await context.newCDPSession(page);
  const { url, errors, data } = await devtools.send("Page.getAppManifest");
  expect([url, errors]).toEqual([`${net.url}/manifest.webmanifest`, []]);
  expect(JSON.parse(data!)).toMatchObject({ name: "Qubix", display: "standalone", start_url: "/" });
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // Windows of tests have no profile, in which nothing can be installed; nothing else may stand in the way.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});

it("opens without its hub and without a network, says so, goes on by itself, and never shows an older version", async () => {
  release("1");
  const { page, context, troubles } = await openPage({ size: "phone" });
  const tick = page.getByText(/^Tick [\d,]+/);
  await page.goto(front.url);
  await controlled(page);
  await page.reload();
  await tick.waitFor();
  expect(await versionOf(page)).toBe("1");

  release("2");
  await page.reload();
  await tick.waitFor();
  expect(await versionOf(page)).toBe("2");

  front.away = true;
  await page.reload();
  await page.getByRole("status").getByText("Reconnecting…").waitFor();
  await shot(page, "no-hub-phone-light");
  expect(await versionOf(page)).toBe("2");
  front.away = false;
  await tick.waitFor();

  await context.setOffline(true);
  await page.getByRole("status").getByText("You are offline").waitFor();
  await page.reload();
  await page.getByRole("status").getByText("You are offline").waitFor();
  await shot(page, "offline-phone-light");
  release("3");
  await context.setOffline(false);
  await tick.waitFor();
  const before = await tick.innerText();
  await expect.poll(() => tick.innerText(), { timeout: 120_000 }).not.toBe(before);
  await page.reload();
  expect(await versionOf(page)).toBe("3");
  expect(troubles).toEqual([]);
});
