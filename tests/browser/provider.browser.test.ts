import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { afterAll, beforeAll, expect, it } from "vitest";
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

it.each<[Size, Theme]>([
  ["phone", "dark"],
  ["desktop", "light"],
])("an account becomes a provider, changes its terms, and asks for stake back (%s, %s)", async (size, theme) => {
  const { page, troubles } = await openPage({ size, theme });
  await makeAccount(page, net.url, { faucet: true });
  await page.goto(`${net.url}/provider`);
  await page.getByText(/^qubix provider join --hub http.* --payout [A-Z]{60}/).waitFor();
  await expectAccessible(page);
  await shot(page, `provider-become-${size}-${theme}`);

  await page.getByRole("button", { name: "Register", exact: true }).click();
  await page.getByText("This is no identity").waitFor();
  await page.getByLabel("Stake (QU)").fill("1 500 000");
  await page.getByLabel("Agent's identity").fill(keyPairFromSeed(createSeed()).identity);
  await page.getByRole("button", { name: "Register", exact: true }).click();
  const signing = page.getByRole("dialog", { name: "Sign a transaction" });
  await signing.getByText("RegisterProvider").waitFor();
  // The page was loaded anew, so that the key is not at hand any more.
  await signing.getByLabel("Password").fill(PASSWORD);
  await signing.getByRole("button", { name: "Sign" }).click();
  await page.getByRole("heading", { name: /^Provider \d+$/ }).waitFor();
  await page.getByText("No machine has been connected to this hub yet.").waitFor();
  await expectAccessible(page);
  await shot(page, `provider-${size}-${theme}`);

  await page.getByRole("button", { name: "Pause" }).click();
  await signing.getByText("UpdateProvider").waitFor();
  await signing.getByRole("button", { name: "Sign" }).click();
  await page.getByRole("button", { name: "Take work again" }).waitFor();

  await page.getByRole("button", { name: "Take stake out" }).click();
  await page.getByLabel("Amount (QU)").fill("500 001");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("That would leave less than a provider needs.").waitFor();
  await expectAccessible(page);
  await page.getByLabel("Amount (QU)").fill("1000");
  await page.getByRole("button", { name: "Save" }).click();
  await signing.getByText("RequestUnstake").waitFor();
  await signing.getByRole("button", { name: "Sign" }).click();
  await page.getByText("1,000 QU of the stake is leaving").waitFor();
  await expectAccessible(page);
  expect(troubles).toEqual([]);
});
