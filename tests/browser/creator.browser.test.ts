import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { HubClient, publishModel } from "@qubix/client";
import { blobDigest, ModelManifest } from "@qubix/protocol";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBrowser, openPage, type Size, type Theme } from "./support/browser.ts";
import { expectAccessible } from "./support/expect-accessible.ts";
import { importAccount } from "./support/import-account.ts";
import { makeAccount, PASSWORD } from "./support/make-account.ts";
import { type BrowserNetwork, openNetwork } from "./support/network.ts";
import { runDigits } from "./support/run-digits.ts";
import { shot } from "./support/shot.ts";

let net: BrowserNetwork;
let digits: Buffer;
let facts: object;
beforeAll(async () => {
  // Of the last two each buys on one screen: whoever has bought may read the same file of another model.
  const accounts = { rita: 1_000_000n, carl: 1_000_000n, desktop: 1_000_000n, phone: 1_000_000n };
  net = await openNetwork({ accounts });
  const example = fileURLToPath(new URL("../../examples/digits/", import.meta.url));
  digits = await readFile(`${example}digits.onnx`);
  facts = JSON.parse(await readFile(`${example}manifest.json`, "utf8"));
});
afterAll(async () => {
  await closeBrowser();
  await net?.close();
});

/** A card that tries what a card must not: to run, to load, to lead astray, to look like the page, to keep it busy. */
const CARD = `# Reads digits

See [how it was trained](https://example.org/train), [steal](javascript:alert(1)), [data](data:text/html,<script>alert(1)</script>),
[wallet](/wallet) and <a href="javascript:alert(1)">html</a>.

<img src=x onerror="alert(1)"><script>alert(1)</script><style>body { display: none }</style>
<iframe src="https://evil.example/"></iframe><svg onload="alert(1)">

![tracker](https://evil.example/pixel.png)

# ${"HUGE ".repeat(200)}

| a | b |
|---|---|
| 1 | 2 |
`;

const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content),
});

/** Agrees in the wallet's dialog of this name. */
async function agree(page: Page, title: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: title });
  await dialog.getByRole("button", { name: title === "Sign a transaction" ? "Sign" : "Sign in", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Signs in where the page asks for it. Keys are in its memory alone: one that was opened anew needs the password again. */
async function signIn(page: Page): Promise<void> {
  await page.locator("main").getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Password").fill(PASSWORD);
  await agree(page, "Sign in with Qubic");
}

async function publish(page: Page, { name, card }: { name: string; card: string }): Promise<void> {
  await page.goto(`${net.url}/models/publish`);
  const form = page.getByRole("button", { name: "Choose files" });
  const enter = page.locator("main").getByRole("button", { name: "Sign in" });
  await form.or(enter).first().waitFor();
  if (await enter.isVisible()) await signIn(page);
  await form.waitFor();
  await page.locator("input[type=file]").setInputFiles([file("digits.onnx", digits), file("README.md", card)]);
  await page.getByLabel("Shape of image").waitFor();
  await page.getByLabel("What image is").fill("grey values from 0 to 16");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("textbox", { name: "Description", exact: true }).fill("Reads <i>handwritten</i> digits");
  await page.getByRole("combobox", { name: "Task" }).selectOption("image-classification");
  await page.getByRole("textbox", { name: "Tags" }).fill("digits, <script>alert(1)</script>");
  await page.getByLabel("Royalty for each job, in QU").fill("100");
}

/** Puts a model of Carl's onto the chain, without a page. Returns its address. */
async function publishCarls(name: string): Promise<string> {
  const carl = net.local.accounts.carl!;
  const hub = new HubClient({ url: net.local.hub.url, network: net.local.network.id, keyPair: carl.keyPair });
  const files = [{ path: "digits.onnx", digest: blobDigest(digits), size: digits.length }];
  const manifest = ModelManifest.parse({ version: 1, format: "onnx", ...facts, namespace: "carls", name, files });
  await publishModel(hub, net.local.callerOf(carl), { manifest, sources: [digits] }, 0n);
  return `${net.url}/models/carls/${name}`;
}

const looks: [Size, Theme][] = [
  ["desktop", "light"],
  ["phone", "dark"],
];

describe.each(looks)("a creator on a %s, %s", (size, theme) => {
  it("publishes a model, finds it, and sees what it earns", async () => {
    const name = `digits-${size}`;
    const { page, troubles } = await openPage({ size, theme });
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(net.url) && !/^(?:blob|data):/.test(request.url())) elsewhere.push(request.url());
    });
    await makeAccount(page, net.url, { faucet: true });

    await publish(page, { name, card: CARD });
    await expectAccessible(page);
    await shot(page, `publish-${size}-${theme}`);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await agree(page, "Sign a transaction");
    await page.getByText(/is published as version 1\.$/).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Show the model" }).click();

    await page.getByRole("heading", { name: "Reads digits" }).waitFor();
    const card = page.getByRole("tabpanel");
    expect(await card.locator("img, script, iframe, style, svg").count()).toBe(0);
    expect(await card.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))).toEqual([
      "https://example.org/train",
    ]);
    expect(await card.locator("a").getAttribute("rel")).toContain("nofollow");
    await card.getByText("Picture elsewhere, not loaded: tracker").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await expectAccessible(page);
    await shot(page, `model-${size}-${theme}`);

    await page.goto(`${net.url}/models`);
    await page.getByLabel("Search").fill("handwritten");
    await page.getByRole("combobox", { name: "Task" }).selectOption("image-classification");
    await page.waitForURL(/search=handwritten/);
    await page.getByRole("link", { name: new RegExp(`${name}$`) }).waitFor();
    await expectAccessible(page);
    await shot(page, `models-${size}-${theme}`);
    await page.getByRole("link", { name: new RegExp(`${name}$`) }).click();

    await page.getByRole("heading", { level: 1, name: new RegExp(`${name}$`) }).waitFor();
    const namespace = new URL(page.url()).pathname.split("/")[2]!;
    const job = await runDigits(net.local, net.local.accounts.rita!, [namespace, name]);
    expect(job.state).toBe("settled");
    await page.getByRole("tab", { name: "Usage" }).click();
    await page.getByRole("tabpanel").getByText("100 QU").first().waitFor();
    await expectAccessible(page);
    await shot(page, `model-usage-${size}-${theme}`);

    await page.getByRole("tab", { name: "Manage" }).click();
    await signIn(page);
    await page.getByLabel("Who sees it").selectOption("gated");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("heading", { name: "Access", exact: true }).waitFor();
    await expectAccessible(page);
    await shot(page, `model-manage-${size}-${theme}`);
    const royalty = page.getByLabel("Royalty for each job, in QU");
    await royalty.fill("2.5");
    await page.getByText("A whole number of QU, 0 or more.").waitFor();
    await royalty.fill("250");
    await page.getByRole("button", { name: "Sign and change the royalty" }).click();
    await agree(page, "Sign a transaction");
    // In the form, as the contract has it; and in the facts beside it, once the hub has heard of it.
    await expect.poll(() => royalty.inputValue(), { timeout: 60_000 }).toBe("250");
    await page.locator("main").getByText("250 QU").first().waitFor();
    await expectAccessible(page);
    await shot(page, `model-royalty-${size}-${theme}`);

    expect(elsewhere).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it("sells access to a gated model to somebody who reads its files then", async () => {
    const model = await publishCarls(`sold-${size}`);
    const { page: owner, troubles } = await openPage({ size, theme });
    await importAccount(owner, net.url, net.local.accounts.carl!.seed);
    await owner.goto(`${model}?tab=manage`);
    await signIn(owner);
    await owner.getByLabel("Who sees it").selectOption("gated");
    await owner.getByRole("button", { name: "Save", exact: true }).click();
    const price = owner.getByLabel("Price of access, in QU");
    await price.fill("500");
    await owner.getByRole("button", { name: "Sign and change the price" }).click();
    await agree(owner, "Sign a transaction");
    await owner.locator("dl", { hasText: "Access to its files" }).getByText("500 QU").waitFor();
    await price.scrollIntoViewIfNeeded();
    await expectAccessible(owner);
    await shot(owner, `access-price-${size}-${theme}`);

    const { page, troubles: others } = await openPage({ size, theme });
    await page.goto(`${model}?tab=files`);
    await page.getByText("Access to its files costs 500 QU, once and for good.").waitFor();
    await page.getByRole("button", { name: "Buy access" }).click();
    await page.getByText("You need an account for this").waitFor();
    await expectAccessible(page);
    await shot(page, `access-nobody-${size}-${theme}`);

    await importAccount(page, net.url, net.local.accounts[size]!.seed);
    await page.goto(`${model}?tab=files`);
    await page.getByRole("button", { name: "Ask to be let in" }).click();
    await signIn(page);
    await page.getByRole("button", { name: "Send the request" }).click();
    await page.getByText("You have asked. Its owner has not decided yet.").waitFor();
    await page.getByRole("button", { name: "Buy access" }).click();
    await page.getByText(/^500 QU go to its creators/).waitFor();
    await expectAccessible(page);
    await shot(page, `access-buy-${size}-${theme}`);
    const download = page.getByRole("button", { name: "Download digits.onnx" });
    await download.click();
    await page.getByText("The download failed", { exact: true }).waitFor();
    await page.getByRole("button", { name: /^Sign and pay [\d,]+ QU$/ }).click();
    const dialog = page.getByRole("dialog", { name: "Sign a transaction" });
    await dialog.getByText("BuyAccess", { exact: true }).waitFor();
    await dialog.getByText("All fields").click();
    await expectAccessible(page);
    await shot(page, `access-sign-${size}-${theme}`);
    await agree(page, "Sign a transaction");
    await page.locator("main").getByText("You are let in.").waitFor();
    const saved = page.waitForEvent("download");
    await download.click();
    expect((await saved).suggestedFilename()).toBe("digits.onnx");
    await expectAccessible(page);
    await shot(page, `access-bought-${size}-${theme}`);

    await owner.reload();
    await signIn(owner);
    await owner.getByText("has paid 500 QU").waitFor();
    expect(await owner.getByRole("button", { name: /^(?:Keep out|Forget)$/ }).count()).toBe(0);
    await owner.getByText("has paid 500 QU").scrollIntoViewIfNeeded();
    await expectAccessible(owner);
    await shot(owner, `access-list-${size}-${theme}`);
    await owner.getByRole("tab", { name: "Usage" }).click();
    await owner.getByText("1 buyer").waitFor();
    await expectAccessible(owner);
    await shot(owner, `access-usage-${size}-${theme}`);
    expect([...troubles, ...others]).toEqual([]);
  });
});
