import { readFile } from "node:fs/promises";
import { openKeystore } from "@qubix/client";
import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBrowser, openPage, type Size, type Theme } from "./support/browser.ts";
import { expectAccessible } from "./support/expect-accessible.ts";
import { makeAccount, PASSWORD } from "./support/make-account.ts";
import { type BrowserNetwork, openNetwork } from "./support/network.ts";
import { shot } from "./support/shot.ts";

let net: BrowserNetwork;
beforeAll(async () => {
  net = await openNetwork({ providers: [] });
});
afterAll(async () => {
  await closeBrowser();
  await net?.close();
});

/** The account in front, with its balance; its history tells of amounts too. */
const balanceOf = (page: Page) => page.getByRole("region", { name: "Account 1" });

const looks: [Size, Theme][] = [
  ["phone", "light"],
  ["desktop", "dark"],
];

describe.each(looks)("a wallet on a %s, %s", (size, theme) => {
  it("is made, gets QU from the faucet, sends some, and is locked and opened again", async () => {
    const { page, troubles } = await openPage({ size, theme });
    await page.goto(`${net.url}/wallet`);
    await page.getByText("An account is a key that signs for you").waitFor();
    await expectAccessible(page);
    await shot(page, `wallet-empty-${size}-${theme}`);

    const seed = await makeAccount(page, net.url, { faucet: true });
    expect(seed).toMatch(/^[a-z]{55}$/);
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(stored).toContain(keyPairFromSeed(seed).identity);
    expect(stored).not.toContain(seed);
    await balanceOf(page).getByText("10,000,000 QU", { exact: true }).waitFor();
    await expectAccessible(page);
    await shot(page, `wallet-${size}-${theme}`);

    const friend = keyPairFromSeed(createSeed()).identity;
    await page.getByRole("button", { name: "Send", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("To", { exact: true }).fill(friend.replace(/^./, friend.startsWith("A") ? "B" : "A"));
    await dialog.getByLabel("Amount (QU)").fill("10 000 001");
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.getByText("This is no identity").waitFor();
    await dialog.getByText("That is more than you have.").waitFor();
    await expectAccessible(page);
    await dialog.getByLabel("To", { exact: true }).fill(friend);
    await dialog.getByLabel("Amount (QU)").fill("12 345");
    await dialog.getByRole("button", { name: "Send" }).click();

    const signing = page.getByRole("dialog", { name: "Sign a transaction" });
    await signing.getByText(friend).waitFor();
    await signing.getByText("12,345 QU", { exact: true }).waitFor();
    await expectAccessible(page);
    await shot(page, `wallet-sign-${size}-${theme}`);
    await signing.getByRole("button", { name: "Sign" }).click();
    await page.getByText("12,345 QU sent").first().waitFor();
    await balanceOf(page).getByText("9,987,655 QU", { exact: true }).waitFor();
    await page.getByRole("table", { name: "History" }).getByText("12,345 QU").waitFor();
    await shot(page, `wallet-history-${size}-${theme}`);

    await page.getByRole("button", { name: /^Account: / }).click();
    await page.getByRole("menuitem", { name: "Lock" }).click();
    await page.getByText("This account is locked.").waitFor();
    await page.getByRole("button", { name: "Unlock and sign in" }).click();
    await page.getByLabel("Password").fill("wrong password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByText("The password is wrong.").waitFor();
    await expectAccessible(page);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("button", { name: /^Account: / }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    expect(troubles).toEqual([]);
  });
});

it("a refused signature sends nothing, and says so", async () => {
  const { page } = await openPage();
  await makeAccount(page, net.url, { faucet: true });
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByLabel("To", { exact: true }).fill(keyPairFromSeed(createSeed()).identity);
  await page.getByLabel("Amount (QU)").fill("5");
  await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await page.getByRole("dialog", { name: "Sign a transaction" }).getByRole("button", { name: "Cancel" }).click();
  await page.getByText("You did not sign, so nothing was sent.").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await balanceOf(page).getByText("10,000,000 QU", { exact: true }).waitFor();
});

it("a backup is a keystore of the command line, and a seed can be brought here", async () => {
  const { page, troubles } = await openPage();
  const seed = await makeAccount(page, net.url);
  await page.getByRole("button", { name: "Actions for Account 1" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Download backup" }).click();
  const file = await (await saved).path();
  expect(await openKeystore(JSON.parse(await readFile(file, "utf8")), PASSWORD)).toBe(seed);

  const other = createSeed();
  await page.getByRole("button", { name: "Import an account" }).click();
  await page.getByLabel("Name").fill("<img src=x onerror=alert(1)>");
  await page.getByLabel("Seed", { exact: true }).fill(other);
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByLabel("The same again").fill(PASSWORD);
  await page.getByRole("dialog").getByRole("button", { name: "Import an account" }).click();
  await page.getByRole("heading", { name: "<img src=x onerror=alert(1)>" }).waitFor();
  expect(await page.locator("main img").count()).toBe(0);

  await page.getByRole("button", { name: "Actions for <img src=x onerror=alert(1)>" }).click();
  await page.getByRole("menuitem", { name: "Show seed" }).click();
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Show seed" }).click();
  await page.getByRole("dialog").getByText(other).waitFor();
  expect(troubles).toEqual([]);
});

it("speaks Portuguese and Spanish where the browser does, and keeps a chosen theme", async () => {
  for (const [locale, title, noJob] of [
    ["pt-BR", "Carteira", "Este hub não tem esse trabalho"],
    ["es-MX", "Cartera", "Este hub no tiene ese trabajo"],
  ] as const) {
    const { page } = await openPage({ locale });
    await page.goto(`${net.url}/wallet`);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    // Errors, too: what the hub says beyond that stays English, and is marked as such.
    await page.goto(`${net.url}/jobs/${"0".repeat(64)}`);
    const alert = page.getByRole("alert");
    await alert.getByText(noJob).waitFor();
    await alert.locator("[lang=en]").getByText("This hub has no job").waitFor();
    await expectAccessible(page);
  }
  const { page } = await openPage();
  await page.goto(`${net.url}/settings`);
  await page.getByLabel("Theme").selectOption("dark");
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(19, 20, 22)");
  await expectAccessible(page);
});
