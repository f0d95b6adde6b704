import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HubClient } from "@qubix/client";
import { type Localnet, startLocalnet } from "@qubix/localnet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fillShowcase } from "./fill-showcase.ts";
import { showcaseJobs } from "./jobs.ts";

const PATIENT = 600_000;
const folder = mkdtempSync(join(tmpdir(), "qubix-showcase-"));
let net: Localnet;

const start = () =>
  startLocalnet({
    folder,
    accounts: { local: 1_000_000_000n },
    providers: [{ name: "anna", stake: 5_000_000n, minPrice: 100n, capacity: 4 }],
  });

beforeAll(async () => {
  net = await start();
}, PATIENT);
afterAll(async () => {
  await net?.stop();
  rmSync(folder, { recursive: true, force: true });
}, PATIENT);

const jobs = async () => {
  const hub = new HubClient({ url: net.hub.url, network: net.network.id });
  const requester = net.account("showcase-requester").identity;
  return (await hub.call("listJobs", { query: { requester, limit: 200 } })).items;
};

test(
  "a new network gets a model and paid jobs, and one that was started again gets nothing more",
  async () => {
    const told: string[] = [];
    await fillShowcase(net, { onProgress: (what) => told.push(what) });
    const names = (await jobs()).map(({ name }) => name).sort();
    expect(names).toEqual(
      showcaseJobs(1)
        .map(({ name }) => name)
        .sort(),
    );
    for (const { name, closeReason } of await jobs())
      expect([name, closeReason]).toEqual([name, expect.stringMatching(/^(unchallenged|verified)$/)]);
    expect(told.at(-1)).toBe("All of them are paid.");
    const { balance } = await net.node.entity(net.account("showcase-creator").keyPair.publicKey);

    await net.stop();
    net = await start();
    const again: string[] = [];
    await fillShowcase(net, { onProgress: (what) => again.push(what) });
    expect(again).toEqual([]);
    expect(await jobs()).toHaveLength(names.length);
    expect((await net.node.entity(net.account("showcase-creator").keyPair.publicKey)).balance).toBe(balance);
  },
  PATIENT,
);
