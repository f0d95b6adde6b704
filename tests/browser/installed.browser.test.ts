import { actOnJob, HubClient, submitJob } from "@qubix/client";
import { blobDigest, deriveSealKeyPair, toHex } from "@qubix/protocol";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PROGRAMS } from "../e2e/support/wasi-program.ts";
import { closeBrowser, openPage } from "./support/browser.ts";
import { type Front, openFront } from "./support/front.ts";
import { importAccount } from "./support/import-account.ts";
import { PASSWORD } from "./support/make-account.ts";
import { type BrowserNetwork, openNetwork } from "./support/network.ts";
import { shot } from "./support/shot.ts";

let net: BrowserNetwork;
let front: Front;
beforeAll(async () => {
  net = await openNetwork({ providers: [], accounts: { rita: 10_000_000n } });
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
  await page.getByRole("heading", { name: "Dashboard" }).waitFor();
  await page.getByRole("status").getByText("You are offline").waitFor();
  await page.getByText("Everything goes on by itself").waitFor();
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

it("tells by the system that a job has ended, in the page's language", async () => {
  const { page, context, troubles } = await openPage({ locale: "pt-BR" });
  await context.grantPermissions(["notifications"], { origin: net.url });
  const { rita } = net.local.accounts;
  const hub = new HubClient({ url: net.url, network: net.local.network.id, keyPair: rita!.keyPair });
  const caller = net.local.callerOf(rita!);
  await hub.uploadBlob(PROGRAMS.answer);
  const spec = {
    ...{ version: 1, kind: "wasm", arguments: [], environment: {}, inputs: [] },
    program: { digest: blobDigest(PROGRAMS.answer), size: PROGRAMS.answer.length },
    limits: { fuel: "100000000", memoryMiB: 16, wallSeconds: 60, outputBytes: 65_536 },
    seal: toHex(deriveSealKeyPair(rita!.keyPair.subseed).publicKey),
  };
  const { key } = await submitJob({ ...caller, hub }, spec, {
    ...{ hub: net.local.hub.slot, hubFee: 100n, replicas: 1, quorum: 1, priceCap: 1_000n, protocolFee: 20n },
    ...{ start: "escrow-final", deadlineTicks: 5_000 },
  });

  await importAccount(page, net.url, rita!.seed);
  await page.goto(`${net.url}/settings`);
  const choice = page.getByLabel("Avisar-me quando um trabalho meu terminar");
  await choice.click();
  await expect.poll(() => choice.isChecked()).toBe(true);
  await page.goto(`${net.url}/wallet`);
  await page.getByRole("button", { name: "Desbloquear e entrar" }).click();
  await page.getByLabel("Palavra-passe").fill(PASSWORD);
  await page.getByRole("dialog").getByRole("button", { name: "Entrar", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });

  const stateOf = async () => (await hub.call("getJob", { params: { key } })).state;
  await expect.poll(stateOf, { timeout: 120_000 }).toBe("funded");
  await actOnJob(hub, caller, "cancel", key);
  const told = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body }) => [title, body]);
    });
  await expect
    .poll(told, { timeout: 120_000 })
    .toEqual([["Um trabalho terminou", `Trabalho ${key.slice(0, 8)}…: Cancelado.`]]);
  expect(troubles).toEqual([]);
});
