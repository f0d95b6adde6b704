import { fileURLToPath } from "node:url";
import { HubClient, publishModel, submitJob } from "@qubix/client";
import { readModelFiles } from "@qubix/client/node";
import { encodeNpy } from "@qubix/client/onnx";
import { blobDigest, deriveSealKeyPair, type JobDocument, toHex } from "@qubix/protocol";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Metronome } from "../e2e/support/metronome.ts";
import { PROGRAMS } from "../e2e/support/wasi-program.ts";
import { closeBrowser, openPage } from "./support/browser.ts";
import { drawnThree } from "./support/drawn-three.ts";
import { expectAccessible } from "./support/expect-accessible.ts";
import { flowerModel } from "./support/flower-model.ts";
import { importAccount } from "./support/import-account.ts";
import { PASSWORD } from "./support/make-account.ts";
import { type BrowserNetwork, openNetwork } from "./support/network.ts";
import { shot } from "./support/shot.ts";

const DIGITS = fileURLToPath(new URL("../../examples/digits/manifest.json", import.meta.url));

let net: BrowserNetwork;
let metronome: Metronome;

beforeAll(async () => {
  net = await openNetwork({
    pace: "manual",
    accounts: { rita: 50_000_000n, carl: 10_000_000n },
    providers: [
      { name: "paula", stake: 10_000_000n, minPrice: 100n, capacity: 2 },
      {
        ...{ name: "mira", stake: 10_000_000n, minPrice: 100n, capacity: 2, topUpGraceSeconds: 120 },
        asks: { perRun: "500", perCoreSecond: "2000" },
      },
    ],
    async onGenesis({ network }) {
      metronome = new Metronome(network.rpc![0]!);
      metronome.go();
    },
  });
  const { carl } = net.local.accounts;
  const hub = new HubClient({ url: net.url, network: net.local.network.id, keyPair: carl!.keyPair });
  await publishModel(hub, net.local.callerOf(carl!), await readModelFiles(DIGITS), 250n);
  await publishModel(hub, net.local.callerOf(carl!), flowerModel(), 10n);
});
afterAll(async () => {
  await closeBrowser();
  await metronome?.hold();
  await net?.close();
});

const rita = () => net.local.accounts.rita!;
const hubOf = () => new HubClient({ url: net.url, network: net.local.network.id, keyPair: rita().keyPair });
const slotOf = (name: string) => net.local.providers.find((one) => one.name === name)!.slot;
const balance = async () => (await net.local.node.entity(rita().keyPair.publicKey)).balance;

/** A page of Rita's, whose account is in it, locked. */
async function ritasPage(look: Parameters<typeof openPage>[0]) {
  const opened = await openPage(look);
  await importAccount(opened.page, net.url, rita().seed);
  return opened;
}

/** A metered job of Rita's for the provider whose price depends on use. */
async function submitMetered(program: Uint8Array, priceCap: bigint): Promise<string> {
  const hub = hubOf();
  await hub.uploadBlob(program);
  const spec = {
    ...{ version: 1, kind: "wasm", name: "Long one", arguments: [], environment: {}, inputs: [] },
    program: { digest: blobDigest(program), size: program.length },
    limits: { fuel: "100000000000", memoryMiB: 16, wallSeconds: 120, outputBytes: 65_536 },
    seal: toHex(deriveSealKeyPair(rita().keyPair.subseed).publicKey),
  };
  const { key } = await submitJob({ ...net.local.callerOf(rita()), hub }, spec, {
    ...{ hub: net.local.hub.slot, hubFee: 1_000n, replicas: 1, quorum: 1, priceCap, protocolFee: 2_000n },
    ...{ start: "escrow-final", deadlineTicks: 5_000, metered: true, providers: [slotOf("mira")] },
  });
  return key;
}

async function until(key: string, wish: (job: JobDocument) => boolean): Promise<JobDocument> {
  const hub = hubOf();
  for (;;) {
    const job = await hub.call("getJob", { params: { key } });
    if (wish(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Agrees to a call of the contract, with the password where it is asked for. */
async function sign(page: Page, procedure: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Sign a transaction" });
  await dialog.getByText(procedure, { exact: true }).waitFor();
  const password = dialog.getByLabel("Password");
  if (await password.isVisible()) await password.fill(PASSWORD);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /^(Sign|Unlock and sign)$/ }).click();
  await dialog.waitFor({ state: "detached" });
}

describe("a job that nobody takes", () => {
  it("is cancelled by its requester, who gets back what was locked, and is run again on other terms", async () => {
    const { page, troubles } = await ritasPage({ size: "phone", theme: "light" });
    await page.goto(`${net.url}/run`);
    await page.getByRole("button", { name: /Compute something/ }).click();
    await page.getByText("endurance.wasm", { exact: true }).waitFor();
    await page.getByText("More settings").click();
    await page.getByLabel("Memory of the machine, at least (MiB)").fill("1000000");
    await page.getByText("No machine would take it as it is").waitFor();
    await expectAccessible(page);
    await shot(page, "nobody-phone-light");
    await page.getByRole("button", { name: "Submit anyway" }).click();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("dialog").getByRole("button", { name: "Sign in", exact: true }).click();
    await sign(page, "CreateJob");
    await page.waitForURL(/\/jobs\/[0-9a-f]{64}$/);
    const first = page.url().slice(-64);
    await page.getByText("Why nobody has it yet").waitFor();
    await shot(page, "job-unmatched-phone-light");

    // Its escrow has left the account.
    await until(first, ({ state }) => state === "funded");
    const before = await balance();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    const ask = page.getByRole("dialog", { name: "Cancel this job?" });
    await expectAccessible(page);
    await shot(page, "job-cancel-phone-light");
    await ask.getByRole("button", { name: "Cancel", exact: true }).click();
    await sign(page, "CancelJob");
    await page.getByText("Back to the requester").waitFor();
    const { refunded } = await hubOf().call("getJobReceipt", { params: { key: first } });
    expect(BigInt(refunded)).toBeGreaterThanOrEqual(201n);
    expect(await balance()).toBe(before + BigInt(refunded));
    await expectAccessible(page);
    await shot(page, "job-cancelled-phone-light");

    await page.getByRole("link", { name: "Run again" }).click();
    await page
      .getByText(/on the hub/)
      .first()
      .waitFor();
    await page.getByText("More settings").click();
    await page.getByLabel("Memory of the machine, at least (MiB)").fill("");
    await page.getByRole("button", { name: "Sign and submit" }).click();
    await sign(page, "CreateJob");
    await page.waitForURL((url) => url.pathname.startsWith("/jobs/") && !url.pathname.includes(first));
    await page.getByText(/opened here and checked against the digest/).waitFor();
    expect(troubles).toEqual([]);
  });
});

describe("a long run that is paid by use", () => {
  it("stands still at its limit, is topped up, shows its load, and its result is accepted early", async () => {
    const key = await submitMetered(PROGRAMS.slowAnswer, 1_000n);
    const { page, troubles } = await ritasPage({ size: "desktop", theme: "dark" });
    await page.goto(`${net.url}/jobs/${key}`);
    await page.getByRole("tab", { name: "Load" }).click();
    const memory = page.getByRole("img", { name: /^Memory: / });
    await memory.waitFor();
    await page.getByText("A run has used up its 1,000 QU and stands still").waitFor();
    await expectAccessible(page);
    await shot(page, "job-limit-desktop-dark");
    await page.getByRole("button", { name: "Top up", exact: true }).click();
    const ask = page.getByRole("dialog", { name: "Top up this job" });
    await ask.getByRole("button", { name: "Top up" }).click();
    await ask.getByText("Give an amount, or ticks, or both.").waitFor();
    await ask.getByLabel("Amount (QU)").fill("100000");
    await expectAccessible(page);
    await shot(page, "job-top-up-desktop-dark");
    await ask.getByRole("button", { name: "Top up" }).click();
    await sign(page, "TopUpJob");
    await page.getByText("Topped up by").waitFor();
    await until(key, ({ state }) => state === "decided");
    await metronome.hold();
    await shot(page, "job-load-desktop-dark");
    await expectAccessible(page);

    await page.getByRole("button", { name: "Accept", exact: true }).click();
    const accept = page.getByRole("dialog", { name: "Accept the result?" });
    await accept.getByRole("button", { name: "Accept", exact: true }).click();
    await sign(page, "AcceptResult");
    metronome.go();
    await page.getByText("Back to the requester").waitFor();
    expect((await until(key, ({ closeReason }) => closeReason !== undefined)).closeReason).toBe("accepted");
    await shot(page, "job-accepted-desktop-dark");
    await page.setViewportSize({ width: 390, height: 844 });
    await memory.scrollIntoViewIfNeeded();
    await shot(page, "job-load-phone-dark");
    expect(troubles).toEqual([]);
  });
});

describe("a model's inputs", () => {
  it("are taken as a file, as JSON, as numbers, and say what is wrong with them", async () => {
    const { page, troubles } = await ritasPage({ size: "desktop", theme: "light" });
    await page.goto(`${net.url}/run/model/examples/flowers`);
    await page.getByText("float32 [N, 4]").waitFor();
    await page.getByLabel("Value 1").fill("5.1");
    await page.getByLabel("Value 2").fill("wide");
    await page.getByText("wide is no number that the model takes here.").waitFor();
    await expectAccessible(page);
    await shot(page, "inputs-numbers-desktop-light");
    await page.getByLabel("Value 2").fill("3.5");
    await page.getByLabel("Value 3").fill("-1e-2");
    await page.getByLabel("Value 4").fill("0");
    await page.getByText("Ready: float32 [1, 4]").waitFor();

    await page.getByRole("button", { name: "JSON", exact: true }).click();
    await expect.poll(() => page.getByText("Ready: float32 [1, 4]").count()).toBe(0);
    const json = page.getByLabel("Numbers as JSON");
    const wrong: [string, string | RegExp][] = [
      ["[1, 2", /^This is no JSON: /],
      ["[[1, 2, 3, 4], [1]]", "The lists are not of one length."],
      ["[[1, 2, 3]]", /^The shape is \[1, 3\], which the model does not take/],
      ['[[1, 2, 3, "many"]]', '"many" is no number that the model takes here.'],
    ];
    for (const [typed, message] of wrong) {
      await json.fill(typed);
      await page.getByText(message).waitFor();
      await page.getByText("Choose what to run and give its inputs").waitFor();
    }
    await shot(page, "inputs-json-desktop-light");
    await json.fill("[[5.1, 3.5, 1.4, 0.2], [1, 2, 3, 4]]");
    await page.getByText("Ready: float32 [2, 4]").waitFor();

    await page.getByRole("button", { name: "NumPy file" }).click();
    const file = page.locator("input[type=file]");
    const npy = (shape: number[], dtype: "float32" | "float64" = "float32") => {
      const size = shape.reduce((product, one) => product * one, dtype === "float32" ? 4 : 8);
      return {
        name: "measures.npy",
        mimeType: "",
        buffer: Buffer.from(encodeNpy({ dtype, shape, bytes: new Uint8Array(size) })),
      };
    };
    await file.setInputFiles({ name: "measures.npy", mimeType: "", buffer: drawnThree() });
    await page.getByText(/^This file can't be used: this is no \.npy file/).waitFor();
    await file.setInputFiles(npy([2, 4], "float64"));
    await page.getByText("The shape is float64 [2, 4], which the model does not take.").waitFor();
    await file.setInputFiles(npy([4]));
    await page.getByText("The shape is float32 [4], which the model does not take.").waitFor();
    await shot(page, "inputs-npy-desktop-light");
    await expectAccessible(page);
    await file.setInputFiles(npy([3, 4]));
    await page.getByText("Ready: float32 [3, 4]").waitFor();
    await page.getByText("Leaves your account").waitFor();
    await page.getByRole("button", { name: "Sign and submit" }).click();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("dialog").getByRole("button", { name: "Sign in", exact: true }).click();
    await sign(page, "CreateJob");
    await page.getByText(/opened here and checked against the digest/).waitFor();
    await shot(page, "inputs-result-desktop-light");

    await page.goto(`${net.url}/run/model/examples/digits`);
    await page
      .getByLabel("Pictures")
      .setInputFiles({ name: "x.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
    await page.getByText("This is no picture that the browser can read.").waitFor();
    await shot(page, "inputs-picture-desktop-light");
    expect(troubles).toEqual([]);
  });
});
