import { createKeystore } from "@qubix/client";
import type { Page } from "playwright-core";
import { PASSWORD } from "./make-account.ts";

/** Puts an account into the page's wallet as an import of its seed would leave it there: encrypted, in use, and locked. */
export async function importAccount(page: Page, url: string, seed: string): Promise<void> {
  const keystore = await createKeystore(seed, PASSWORD);
  const wallet = { version: 1, accounts: [{ name: "Imported", keystore }], current: keystore.identity };
  await page.goto(`${url}/settings`);
  await page.evaluate((stored) => localStorage.setItem("qubix.wallet", stored), JSON.stringify(wallet));
}
