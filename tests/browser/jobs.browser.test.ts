import { fileURLToPath } from "node:url";
import { HubClient, publishModel, submitJob } from "@qubix/client";
import { readModelFiles } from "@qubix/client/node";
import { blobDigest, deriveSealKeyPair, toHex } from "@qubix/protocol";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBrowser, openPage, type Size, type Theme } from "./support/browser.ts";
import { drawnThree } from "./support/drawn-three.ts";
import { expectAccessible } from "./support/expect-accessible.ts";
import { importAccount } from "./support/import-account.ts";
import { makeAccount, PASSWORD } from "./support/make-account.ts";
import { type BrowserNetwork, openNetwork } from "./support/network.ts";
import { printingProgram } from "./support/printing-program.ts";
import { shot } from "./support/shot.ts";

const MANIFEST = fileURLToPath(new URL("../../examples/digits/manifest.json", import.meta.url));
const ROYALTY = 250n;
/** Markup, escape sequences, and characters that turn writing around: as a stranger would try it. */
const ATTACK = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
const LOG = `${ATTACK}\n\x1b[31m\x1b]8;;javascript:alert(3)\x07click\x1b]8;;\x07 \u202eexe.txt\n`;

let net: BrowserNetwork;
let attackKey: string;

beforeAll(async () => {
  net = await openNetwork({ accounts: { carl: 10_000_000n, mallory: 10_000_000n } });
  const { local } = net;
  const carl = local.accounts.carl!;
  const hub = new HubClient({ url: net.url, network: local.network.id, keyPair: carl.keyPair });
  await publishModel(hub, local.callerOf(carl), await readModelFiles(MANIFEST), ROYALTY);
  attackKey = await submitAttack();
});
afterAll(async () => {
  await closeBrowser();
  await net?.close();
});

/** A job whose name, argument, log and output are what somebody hopes that a page runs. */
async function submitAttack(): Promise<string> {
  const { local, url } = net;
  const { keyPair } = local.accounts.mallory!;
  const hub = new HubClient({ url, network: local.network.id, keyPair });
  const program = printingProgram(LOG, "page.html", ATTACK);
  await hub.uploadBlob(program);
  const { network } = local;
  const spec = {
    ...{ version: 1, kind: "wasm", name: ATTACK, arguments: [ATTACK], environment: {}, inputs: [] },
    program: { digest: blobDigest(program), size: program.length },
    limits: { fuel: "100000000", memoryMiB: 16, wallSeconds: 60, outputBytes: 65_536 },
    seal: toHex(deriveSealKeyPair(keyPair.subseed).publicKey),
  };
  const submitter = { hub, node: local.node, contractIndex: network.contract.index, keyPair };
  const { hub: info, contractConfig } = await hub.call("getNetwork", {});
  const terms = {
    ...{ hub: info.slot, hubFee: BigInt(info.fee), replicas: 1, quorum: 1, priceCap: 1_000n },
    ...{ protocolFee: (1_000n * BigInt(contractConfig.minProtocolFeeBps!)) / 10_000n + 1n, deadlineTicks: 5_000 },
  };
  return (await submitJob({ ...submitter, tickOffset: network.tickOffset }, spec, { ...terms, start: "escrow-final" }))
    .key;
}

/** Agrees to all that is asked until the page has gone on to the job. */
async function signUntilJob(page: Page): Promise<void> {
  const signing = page.getByRole("dialog");
  await signing.getByRole("button", { name: "Sign in", exact: true }).click();
  await signing.getByText("CreateJob").waitFor();
  await expectAccessible(page);
  await signing.getByRole("button", { name: "Sign", exact: true }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f]{64}$/);
}

const looks: [Size, Theme][] = [
  ["phone", "dark"],
  ["desktop", "light"],
];

describe.each(looks)("a requester on a %s, %s", (size, theme) => {
  it("makes a wallet, gets QU, has a picture of hers read by a published model, and sees who was paid", async () => {
    const { page, troubles } = await openPage({ size, theme });
    await makeAccount(page, net.url, { faucet: true });
    await page.goto(`${net.url}/run`);
    await page.getByRole("button", { name: /Classify a picture/ }).waitFor();
    await expectAccessible(page);
    await shot(page, `run-${size}-${theme}`);

    await page.getByRole("button", { name: /Classify a picture/ }).click();
    await page.getByText("float32 [N, 1, 8, 8]").waitFor();
    await page.getByLabel("Pictures").setInputFiles({ name: "three.png", mimeType: "image/png", buffer: drawnThree() });
    await page.getByText("Ready: float32 [1, 1, 8, 8]").waitFor();
    expect(await page.getByLabel("Exchange light and dark").isChecked()).toBe(true);
    await page.getByText("Leaves your account").waitFor();
    await page.getByText("Royalty for the model's creator").waitFor();
    await expectAccessible(page);
    await shot(page, `run-ready-${size}-${theme}`);

    // Keys are in the page's memory alone: one that was opened anew asks for the password again.
    await page.getByRole("button", { name: "Sign and submit" }).click();
    const password = page.getByLabel("Password");
    await password.fill(PASSWORD);
    await signUntilJob(page);
    await expectAccessible(page);

    await page.getByText(/opened here and checked against the digest/).waitFor();
    expect(await page.getByRole("list", { name: "Files of the result" }).innerText()).toMatch(/digit.*\n+3\n/s);
    await page.getByText("Creator of the model (royalty)").waitFor();
    await page.getByText("250 QU").first().waitFor();
    await page.getByRole("button", { name: "Verify against the chain" }).click();
    await page.getByText("The receipt is what the chain says").waitFor();
    await page
      .getByText(/451 computor signatures verified/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await shot(page, `job-${size}-${theme}`);

    await page.goto(`${net.url}/jobs`);
    await page.getByRole("table", { name: "Jobs" }).getByText("Settled").waitFor();
    await expectAccessible(page);
    await shot(page, `jobs-${size}-${theme}`);
    await page.getByRole("button", { name: "Waiting" }).click();
    await page.getByText("No job fits these filters").waitFor();
    expect(new URL(page.url()).searchParams.get("state")).toContain("funded");
    expect(troubles).toEqual([]);
  });
});

describe("a program", () => {
  it("is run from a template, told as a command and in Python, and its log is read and searched", async () => {
    const { page, troubles } = await openPage({ theme: "dark" });
    await makeAccount(page, net.url, { faucet: true });
    await page.goto(`${net.url}/run`);
    await page.getByRole("button", { name: /Compute something/ }).click();
    await page.getByText("endurance.wasm", { exact: true }).waitFor();
    await page.getByText("Leaves your account").waitFor();
    await page.getByLabel("Independent runs").fill("9");
    await page.getByText("A whole number from 1 to 7.").waitFor();
    await page.getByLabel("Independent runs").fill("1");
    await page.getByLabel("Pay by use").check();
    await page.getByText("Leaves your account").waitFor();
    await page.getByText("qubix job submit --wasm endurance.wasm --name=collatz --arg=500").waitFor();
    await page.getByRole("tab", { name: "Python" }).click();
    await page.getByText("client.jobs.submit(").waitFor();
    await expectAccessible(page);

    await page.getByRole("button", { name: "Sign and submit" }).click();
    await page.getByLabel("Password").fill(PASSWORD);
    await signUntilJob(page);
    await page.getByText("the longest begins at").waitFor();
    await page.getByLabel("Search in the log").fill("LONGEST");
    await page.getByText(/^1 of \d+ lines$/).waitFor();
    await page.getByRole("region", { name: "Table records.csv" }).getByText("steps").waitFor();
    await page.getByRole("tab", { name: "Attempts" }).click();
    await page.getByRole("table", { name: "Attempts" }).waitFor();
    expect(troubles).toEqual([]);
  });
});

describe("a stranger's texts", () => {
  it("stay texts: a name, an argument, a log, an output", async () => {
    const { page, troubles } = await openPage();
    await importAccount(page, net.url, net.local.accounts.mallory!.seed);
    await page.goto(`${net.url}/jobs?whose=all`);
    await page.getByText(ATTACK).first().waitFor();

    await page.goto(`${net.url}/jobs/${attackKey}`);
    await page.getByRole("heading", { name: ATTACK }).waitFor();
    await page.getByRole("button", { name: "Unlock" }).first().click();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("dialog").getByRole("button", { name: "Unlock" }).click();
    await page.getByText(/opened here and checked/).waitFor();
    expect(await page.getByRole("list", { name: "Files of the result" }).locator("pre").innerText()).toBe(ATTACK);
    const log = page.getByRole("log");
    await log.waitFor();
    await expect.poll(() => log.innerText(), { timeout: 120_000 }).toContain("click exe.txt");
    expect(await log.innerText()).toContain(ATTACK);
    expect(await log.innerText()).not.toContain("\x1b");
    expect(await log.innerText()).not.toContain("\u202e");
    await page.getByRole("tab", { name: "Spec" }).click();
    await page.getByText("onerror").first().waitFor();
    await expectAccessible(page);
    expect(await page.locator("main img, main script, main a[href^=javascript]").count()).toBe(0);
    expect(troubles).toEqual([]);
  });
});
