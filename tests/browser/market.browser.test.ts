import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { HubClient, publishModel } from "@qubix/client";
import { blobDigest, ModelManifest } from "@qubix/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeBrowser, openPage, type Size, type Theme } from "./support/browser.ts";
import { declineRun } from "./support/decline-run.ts";
import { expectAccessible } from "./support/expect-accessible.ts";
import { importAccount } from "./support/import-account.ts";
import { type BrowserNetwork, openNetwork } from "./support/network.ts";
import { runDigits } from "./support/run-digits.ts";
import { shot } from "./support/shot.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/digits/", import.meta.url));
/** What a name, a tag and a description may say, and must not do. */
const ATTACK = `<img src=x onerror="alert(1)"><script>alert(1)</script>`;

let net: BrowserNetwork;
let jobKey: string;
beforeAll(async () => {
  net = await openNetwork({ accounts: { rita: 1_000_000n, carl: 1_000_000n } });
  const { carl, rita } = net.local.accounts;
  const hub = new HubClient({ url: net.local.hub.url, network: net.local.network.id, keyPair: carl!.keyPair });
  const bytes = await readFile(`${EXAMPLE}digits.onnx`);
  const facts = { path: "digits.onnx", digest: blobDigest(bytes), size: bytes.length };
  const manifest = ModelManifest.parse({
    ...{ version: 1, format: "onnx", ...JSON.parse(await readFile(`${EXAMPLE}manifest.json`, "utf8")) },
    ...{ files: [facts], description: ATTACK, tags: [ATTACK.slice(0, 32)] },
  });
  await publishModel(hub, net.local.callerOf(carl!), { manifest, sources: [bytes] }, 100n);
  jobKey = (await runDigits(net.local, rita!, ["examples", "digits"])).key;
});
afterAll(async () => {
  await closeBrowser();
  await net?.close();
});

const looks: [Size, Theme][] = [
  ["desktop", "dark"],
  ["phone", "light"],
];

it.each(looks)("shows the network on a %s, %s", async (size, theme) => {
  const { page, troubles } = await openPage({ size, theme });
  await page.goto(net.url);
  await page.getByRole("link", { name: "Make a wallet" }).waitFor();
  await page.getByText("1 in the last 24 hours").waitFor();
  await page.getByRole("link", { name: "<b>read</b> a digit" }).waitFor();
  await page
    .getByRole("img", { name: /^Chart: QU paid and burned/ })
    .locator("svg.recharts-surface")
    .first()
    .waitFor();
  await expectAccessible(page);
  await shot(page, `dashboard-${size}-${theme}`);
  await page.getByRole("button", { name: "Show as a table: QU paid and burned" }).click();
  await page.getByRole("table", { name: "QU paid and burned" }).getByText("100 QU").first().waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Don't show this again" }).click();
  await page.reload();
  await page.getByText("1 in the last 24 hours").waitFor();
  expect(await page.getByRole("link", { name: "Make a wallet" }).count()).toBe(0);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: /^Go on/ }).waitFor();
  expect(troubles).toEqual([]);
});

it.each(looks)("leads through the chain on a %s, %s, and checks what it says", async (size, theme) => {
  const { page, troubles } = await openPage({ size, theme });
  await page.goto(`${net.url}/explorer`);
  await page.getByRole("table", { name: "Latest transactions" }).getByRole("row").nth(1).waitFor();
  await expectAccessible(page);
  await shot(page, `explorer-${size}-${theme}`);
  await page.getByLabel("Find on the chain").fill("nothing at all");
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByText("This is none of these.").waitFor();

  const hub = new HubClient({ url: net.local.hub.url, network: net.local.network.id });
  const receipt = await hub.call("getJobReceipt", { params: { key: jobKey } });
  const created = receipt.transactions.find(({ procedure }) => procedure === "CreateJob")!;
  await page.getByLabel("Find on the chain").fill(created.id);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByText("In its tick").waitFor();
  await page.getByText("priceCap").waitFor();
  await page.getByRole("button", { name: "Check it here" }).click();
  await page.getByText("The id is the digest of exactly these fields").waitFor();
  await expectAccessible(page);
  await shot(page, `transaction-${size}-${theme}`);

  await page
    .getByRole("link", { name: created.tick.toLocaleString("en") })
    .first()
    .click();
  await page.getByRole("button", { name: "Check the signature here" }).click();
  await page.getByText("The leader's signature is right").waitFor();
  await expectAccessible(page);
  await shot(page, `tick-${size}-${theme}`);

  await page.goto(`${net.url}/explorer/identities/${receipt.requester}`);
  await page.getByText("Balance").waitFor();
  await page.getByRole("tab", { name: "Jobs" }).click();
  await page.getByRole("link", { name: "<b>read</b> a digit" }).waitFor();
  await expectAccessible(page);
  await shot(page, `identity-${size}-${theme}`);

  await page.goto(`${net.url}/explorer/events`);
  await page.getByLabel("Kind").selectOption("RoyaltyPaid");
  // The former events stay until those that fit are there.
  const shown = (kind: string) => page.getByRole("listitem").getByText(kind).count();
  const both = () => Promise.all(["RoyaltyPaid", "ProviderPaid"].map(shown));
  await expect.poll(both, { timeout: 120_000 }).toEqual([1, 0]);
  await expectAccessible(page);
  await page.goto(`${net.url}/explorer/invocations`);
  await page
    .getByText(/of 676$/)
    .first()
    .waitFor();
  await expectAccessible(page);
  await shot(page, `invocations-${size}-${theme}`);
  expect(troubles).toEqual([]);
});

it.each(looks)(
  "names before anything is paid who would take a job, and who would not, on a %s, %s",
  async (size, theme) => {
    const { page, troubles } = await openPage({ size, theme });
    await page.goto(`${net.url}/run`);
    await page.getByRole("button", { name: /Compute something/ }).click();
    await page.getByText("Leaves your account").waitFor();
    const takers = page.locator("details", { hasText: "Who would take it" });
    await takers.locator("summary").click();
    await takers
      .getByText(/1 of 1 machines free; reputation [\d,]+ of 10,000/)
      .first()
      .waitFor();
    await takers.scrollIntoViewIfNeeded();
    await expectAccessible(page);
    await shot(page, `estimate-takers-${size}-${theme}`);
    await page.getByLabel("Most that one run may cost (QU)").fill("1");
    const others = page.locator("details", { hasText: "Why the others don't" });
    await others.locator("summary").click();
    await others.getByText("Providers that miss by the least").waitFor();
    await others.getByText("its price is above the job's cap").first().waitFor();
    await others.scrollIntoViewIfNeeded();
    await expectAccessible(page);
    await shot(page, `estimate-others-${size}-${theme}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await others.getByRole("link").first().click();
    await page.waitForURL(/\/explorer\/identities\/[A-Z]{60}$/);
    await page.getByText("Reputation").first().waitFor();
    expect(troubles).toEqual([]);
  },
);

it("tells the requester and the provider why a run was given back", async () => {
  const key = await declineRun(net.local, net.local.accounts.rita!, "underpaid");
  const { page, troubles } = await openPage({ size: "phone", theme: "dark" });
  await page.goto(`${net.url}/jobs/${key}`);
  await page.getByRole("tab", { name: "Attempts" }).click();
  const attempts = page.getByRole("table", { name: "Attempts" });
  await attempts.getByText("the price does not cover what the run may use").waitFor();
  await expectAccessible(page);
  await shot(page, "job-declined-phone-dark");

  await importAccount(page, net.url, net.local.providers[0]!.owner.seed);
  await page.goto(`${net.url}/provider`);
  await page.getByText("the price does not cover what the run may use").scrollIntoViewIfNeeded();
  await expectAccessible(page);
  await shot(page, "provider-declined-phone-dark");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV: Ended without a result" }).click();
  const csv = await readFile((await (await saved).path())!, "utf8");
  expect(csv).toContain(`${key},1,`);
  expect(csv).toContain(",declined,underpaid\r\n");
  expect(troubles).toEqual([]);
});

it("shows what a creator wrote as text, and nothing else", async () => {
  const { page, troubles } = await openPage();
  await page.goto(`${net.url}/models`);
  await page.getByText(ATTACK).waitFor();
  await page.getByRole("link", { name: "examples/digits" }).click();
  await page.getByText("There is no card").waitFor();
  await page.getByRole("list", { name: "Tags" }).getByText(ATTACK.slice(0, 32)).waitFor();
  for (const name of ["Use it", "Versions", "Files", "Usage", "Lineage"]) {
    await page.getByRole("tab", { name }).click();
    await page.getByRole("tabpanel", { name }).waitFor();
    await expectAccessible(page);
  }
  expect(await page.locator("main").locator("img, script").count()).toBe(0);
  expect(troubles).toEqual([]);
});
