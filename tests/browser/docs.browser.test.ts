import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeBrowser, openPage, type Size, type Theme } from "./support/browser.ts";
import { expectAccessible } from "./support/expect-accessible.ts";
import { type BrowserNetwork, openNetwork } from "./support/network.ts";
import { shot } from "./support/shot.ts";

const SITE = fileURLToPath(new URL("../../apps/docs/dist", import.meta.url));
const PAGES = readdirSync(SITE, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));

let network: BrowserNetwork;
beforeAll(async () => {
  network = await openNetwork({ providers: [] });
});
afterAll(async () => {
  await closeBrowser();
  await network.close();
});

async function open(path: string, options: { size?: Size; theme?: Theme } = {}) {
  const opened = await openPage(options);
  await opened.page.goto(`${network.url}/docs/${path}`);
  return opened;
}

describe("the documents, as a hub serves them", () => {
  test.each<[string, Size, Theme]>([
    ["index.html", "phone", "light"],
    ["index.html", "desktop", "dark"],
    ["quickstart.html", "phone", "dark"],
    ["quickstart.html", "desktop", "light"],
    ["guides/requester.html", "phone", "light"],
    ["error-codes.html", "desktop", "dark"],
    ["configuration.html", "phone", "dark"],
  ])("%s can be read by everybody, on a %s, %s", async (path, size, theme) => {
    const { page, context, troubles } = await open(path, { size, theme });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await shot(page, `docs-${path.replace(/\W/g, "-")}-${size}-${theme}`);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test("a search finds a place, and the keyboard leads there", async () => {
    const { page, context, troubles } = await open("index.html");
    await page.keyboard.press("/");
    await page.keyboard.type("usage statement");
    const found = page.getByRole("search").getByRole("link");
    await found.first().waitFor();
    expect(await page.getByRole("status").innerText()).toMatch(/place/);
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/docs\/(pricing|concepts)\.html/);
    await page.keyboard.press("/");
    await page.keyboard.type("qwertzuiop");
    await page.getByText("Nothing was found.").waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  test("on a phone the pages are behind a button", async () => {
    const { page, context } = await open("guides/provider.html", { size: "phone" });
    const pages = page.getByRole("navigation", { name: "Pages" });
    expect(await pages.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Menu" }).click();
    await expectAccessible(page);
    await pages.getByRole("link", { name: "Guide for creators" }).click();
    await page.getByRole("heading", { level: 1, name: "Guide for creators" }).waitFor();
    await context.close();
  });

  test("commands can be copied, without the prompts", async () => {
    const { page, context } = await open("matching.html");
    const session = page.locator(".code", { hasText: "qubix job estimate" }).first();
    await session.hover();
    await session.getByRole("button", { name: "Copy" }).click();
    await session.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^qubix job estimate [^\n]+$/);
    await context.close();
  });

  test("the theme is kept", async () => {
    const { page, context } = await open("index.html");
    const button = page.getByRole("button", { name: /^Theme/ });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await button.click();
    await button.click();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await ground()).toBe(dark);
    await context.close();
  });

  test("each page loads without trouble, and without asking anybody else", async () => {
    const { page, context, troubles } = await open("index.html");
    const asked = new Set<string>();
    page.on("request", (request) => asked.add(new URL(request.url()).origin));
    page.on("response", (response) => {
      if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
    });
    for (const path of PAGES) await page.goto(`${network.url}/docs/${path}`);
    expect(troubles).toEqual([]);
    expect([...asked]).toEqual([network.url]);
    await context.close();
  });
});
