import { join } from "node:path";
import { startAgent } from "@qubix/localnet";
import { toHex } from "@qubix/qubic";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Backup, backUpFolder, backUpServers } from "./support/backup.ts";
import { E2eNetwork } from "./support/e2e-network.ts";
import { testServers } from "./support/test-servers.ts";
import { PROGRAMS } from "./support/wasi-program.ts";

const PATIENT = 240_000;

describe("a hub that lost its disk and has yesterday's backup", { timeout: PATIENT }, () => {
  let net: E2eNetwork;
  let servers: Awaited<ReturnType<typeof testServers>>;

  beforeAll(async () => {
    servers = await testServers();
    const provider = { stake: 5_000_000n, minPrice: 3_000n, capacity: 4 };
    net = await E2eNetwork.start({
      accounts: { rita: 10_000_000n },
      providers: [
        { ...provider, name: "anna" },
        { ...provider, name: "boris", withoutAgent: true },
      ],
      ...(servers.urls && { hubServices: servers.urls }),
    });
  }, PATIENT);
  afterAll(async () => {
    await net?.close();
    await servers?.remove();
  }, PATIENT);
  beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(net.logs())));

  async function backUp(): Promise<Backup> {
    const { children } = net.local;
    const [folder, copy] = [join(net.folder, "hub"), join(net.folder, "backup")];
    if (servers.urls) return backUpServers(servers.urls, folder, copy);
    await children.end("hub", "stop");
    const backup = backUpFolder(folder, copy);
    await children.startAgain("hub");
    return backup;
  }

  const reconcile = (dryRun: boolean) =>
    net.hub(net.local.hub.owner).call("reconcile", { body: { dryRun }, timeoutMs: 120_000 });

  it("knows what it knew, finds what it lost, and goes on when the requester submits that again", async () => {
    const rita = net.account("rita");
    const { children, logs, networkFile, hub } = net.local;
    const kept = await net.submit(rita, PROGRAMS.answer, { providers: net.slots("anna") });
    await net.ended(kept.key);
    const receipt = await net.hub().call("getJobReceipt", { params: { key: kept.key } });

    const backup = await backUp();
    const lost = await net.submit(rita, PROGRAMS.answer, { providers: net.slots("boris") });
    await net.until(lost.key, ({ state }) => state === "funded");
    await children.kill("hub");
    backup.restore();
    await children.startAgain("hub");

    await net.eventually(async () => (await net.job(kept.key)).state === "settled");
    expect(await net.hub().call("getJobReceipt", { params: { key: kept.key } })).toEqual(receipt);
    await expect(net.job(lost.key)).rejects.toMatchObject({ code: "JOB_NOT_FOUND" });
    expect((await reconcile(false)).left).toEqual([{ what: "job", id: lost.key, field: "row", chain: "live" }]);

    await net.hub(rita).uploadBlob(PROGRAMS.answer);
    await net.hub(rita).call("submitJob", {
      body: { spec: lost.spec, transactions: lost.transactions.map(({ bytes }) => toHex(bytes)) },
    });
    const { hotKeyFile } = net.provider("boris");
    const plan = { name: "boris", dataDir: join(net.folder, "agents", "boris"), logs, networkFile, hubUrl: hub.url };
    await startAgent(children, { ...plan, hotKeyFile, slots: 4, pollMs: 50 });
    expect(await net.ended(lost.key)).toMatchObject({ state: "settled" });
    expect(await reconcile(true)).toMatchObject({ found: [] });
    expect(await net.lostMoney()).toEqual([]);
  });
});
