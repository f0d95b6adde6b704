import { setTimeout as sleep } from "node:timers/promises";
import { EventType } from "@qubix/contract";
import type { HubRole } from "@qubix/localnet";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { E2eNetwork } from "./support/e2e-network.ts";
import { testServers } from "./support/test-servers.ts";
import { PROGRAMS } from "./support/wasi-program.ts";

const PATIENT = 300_000;
const PAUSE_MS = 400;
const REST: HubRole[] = ["watcher", "matcher", "dispatcher", "worker"];

/**
 * Every program of a network is ended in good order and started again, one after the other, while jobs come in. On servers the
 * hub is four processes behind one address, two for each kind of work; on the embedded engines it is one.
 */
describe("an upgrade of everything, while jobs run", { timeout: PATIENT }, () => {
  let net: E2eNetwork;
  let servers: Awaited<ReturnType<typeof testServers>>;

  beforeAll(async () => {
    servers = await testServers();
    const provider = { stake: 20_000_000n, minPrice: 1_000n, capacity: 8 };
    net = await E2eNetwork.start({
      accounts: { rita: 50_000_000n },
      providers: [
        { ...provider, name: "anna" },
        { ...provider, name: "boris" },
      ],
      hubTimes: { heartbeatMs: 500, lostAfterMs: 60_000 },
      ...(servers.urls && { hubServices: servers.urls, hubProcesses: [["api"], ["api"], REST, REST] }),
    });
  }, PATIENT);
  afterAll(async () => {
    await net?.close();
    await servers?.remove();
  }, PATIENT);
  beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(net.logs())));

  it("loses no job and pays each once", async () => {
    const { children } = net.local;
    const spec = await net.spec(net.account("rita"), PROGRAMS.answer);
    const keys: string[] = [];
    const refused: unknown[] = [];
    let done = false;
    const requester = (async () => {
      while (!done) {
        await net.submit(net.account("rita"), spec).then(
          ({ key }) => keys.push(key),
          (error) => refused.push(error),
        );
        await sleep(PAUSE_MS);
      }
    })();

    /** Until jobs have come in again, so that each exchange meets some that run. */
    const twoMore = async () => {
      const before = keys.length;
      await net.eventually(async () => keys.length >= before + 2);
    };

    await twoMore();
    for (const { name } of children.all().filter((child) => child.name.startsWith("hub"))) {
      await children.end(name, "stop");
      await children.startAgain(name);
      await twoMore();
    }
    for (const name of ["agent anna", "agent boris"]) {
      await children.end(name, "drain");
      await children.startAgain(name);
      await twoMore();
    }
    done = true;
    await requester;

    // One process alone can't be there while it is exchanged; with two nobody notices.
    if (servers.urls) expect(refused).toEqual([]);
    expect(keys.length).toBeGreaterThan(5);
    for (const key of keys) {
      expect(await net.ended(key), key).toMatchObject({ state: "settled" });
      const paid = (await net.events(key)).filter(({ type }) => type === EventType.ProviderPaid);
      expect(paid, key).toHaveLength(1);
    }
    expect(await net.lostMoney()).toEqual([]);
  });
});
