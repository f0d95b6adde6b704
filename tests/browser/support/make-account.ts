import type { Page } from "playwright-core";

export const PASSWORD = "correct horse battery";

/** Makes an account in the page's wallet, as somebody would who reads the screen. Returns its seed. */
export async function makeAccount(page: Page, url: string, { faucet = false } = {}): Promise<string> {
  await page.goto(`${url}/wallet`);
  await page.getByRole("button", { name: "Make an account" }).click();
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByLabel("The same again").fill(PASSWORD);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("heading", { name: "Write these 55 letters down" }).waitFor();
  const seed = (await page.getByRole("dialog").locator("pre").innerText()).replaceAll(/\s/g, "");
  const letters = page.getByLabel(/^Letters .* of the seed$/);
  const label = await page.locator("label", { hasText: /^Letters .* of the seed$/ }).innerText();
  const places = [...label.matchAll(/\d+/g)].map(([place]) => Number(place));
  await letters.fill(places.map((place) => seed[place - 1]).join(""));
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  if (faucet) {
    await page.getByRole("button", { name: /^Get [\d,]+ QU$/ }).click();
    await page
      .locator("main")
      .getByText(/^[1-9][\d,]* QU$/)
      .first()
      .waitFor();
  }
  return seed;
}
