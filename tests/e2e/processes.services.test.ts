import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { buildCreateJob, HubError, isTransient } from "@qubix/client";
import { type Event, EventType, FIRST_EVENT, followEvents, query } from "@qubix/contract";
import type { Account, HubRole } from "@qubix/localnet";
import { isTerminalJobState, type JobDocument, type JobSpec } from "@qubix/protocol";
import { toHex } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { E2eNetwork, TERMS } from "./support/e2e-network.ts";
import { testServers } from "./support/test-servers.ts";
import { PROGRAMS } from "./support/wasi-program.ts";

const PATIENT = 900_000;
const JOBS = 48;
/** Each process is killed so often. */
const ROUNDS = 2;
const ROLES: HubRole[][] = [["api"], ["api"], ["watcher"], ["matcher"], ["dispatcher"], ["worker"]];
const NAMES = ["hub api", "hub api 2", "hub watcher", "hub matcher", "hub dispatcher", "hub worker"];
/** Ticks ahead of the first rung: the ladder outlasts a dispatcher that must wait for a dead one's lease to end. */
const LADDER = 12;
/** What a job costs its requester beside what it pays. */
const CREATE_FEE = 1_000n;

describe("a hub of one process for each role, each killed at random moments", { timeout: PATIENT }, () => {
  let servers: Awaited<ReturnType<typeof testServers>>;
  let net: E2eNetwork;

  beforeAll(async () => {
    servers = await testServers();
    const provider = { stake: 50_000_000n, minPrice: 3_000n, capacity: 6 };
    net = await E2eNetwork.start({
      pace: "100",
      accounts: { rita: 100_000_000n, ravi: 100_000_000n },
      providers: ["anna", "boris", "carla"].map((name) => ({ ...provider, name })),
      // Nobody is given up while an API is being started again.
      hubTimes: { heartbeatMs: 500, lostAfterMs: 60_000 },
      hubServices: servers.urls,
      hubProcesses: ROLES,
    });
  }, PATIENT);
  afterAll(async () => {
    await net?.close();
    await servers?.remove();
  }, PATIENT);

  it("loses no job, pays nobody twice, and leaves nothing behind", async ({ onTestFailed }) => {
    onTestFailed(() => console.error(net.logs()));
    const requesters = ["rita", "ravi"].map((name) => net.account(name));
    const before = await Promise.all(requesters.map((one) => net.balance(one)));
    const specs = await untilTaken(() => Promise.all(requesters.map((one) => net.spec(one, PROGRAMS.answer))));

    const keys: string[] = [];
    const submitting = async () => {
      for (let i = 0; i < JOBS; i++) {
        const who = i % requesters.length;
        keys.push(await submit(specs[who]!, requesters[who]!));
        await sleep(randomInt(1_200));
      }
    };
    const killing = async () => {
      for (let round = 0; round < ROUNDS; round++) for (const name of shuffled(NAMES)) await killAndStart(name);
    };
    await Promise.all([submitting(), killing()]);

    const jobs = await ended(keys);
    expect(jobs.map(({ state }) => state)).toEqual(keys.map(() => "settled"));
    const happened = await countEvents();
    for (const key of keys) {
      const { created, settled, paid, hubPaid } = happened(key);
      expect({ key, created, settled, paid, hubPaid }).toEqual({ key, created: 1, settled: 1, paid: 1, hubPaid: 1 });
    }

    const fees = TERMS.hubFee + TERMS.protocolFee + CREATE_FEE;
    for (const [i, requester] of requesters.entries()) {
      const own = jobs.filter((_, n) => n % requesters.length === i);
      const cost = own.reduce((sum, job) => sum + paidPrice(job) + fees, 0n);
      expect((await net.balance(requester)) - before[i]!).toBe(-cost);
    }
    const { totals } = await query.getTotals(net.reader, {});
    expect(totals.escrow).toBe(0n);
    for (const { slot } of net.local.providers) {
      const { record } = await query.getProvider(net.reader, { identity: new Uint8Array(32), provider: slot });
      expect(record).toMatchObject({ live: 0, locked: 0n });
    }
    expect(await net.lostMoney()).toEqual([]);
    await net.eventually(async () => (await openTransactions(keys)).length === 0);
  });

  /** Submits one job, again and again until an API has answered; a ladder that ran out meanwhile is signed anew. */
  async function submit(spec: JobSpec, requester: Account): Promise<string> {
    const { node, network, hub } = net.local;
    const { keyPair } = requester;
    for (;;) {
      const { tick } = await node.tickInfo();
      const job = buildCreateJob(
        spec,
        { hub: hub.slot, ...TERMS, start: "authorized", deadline: tick + 20_000 },
        { contractIndex: network.contract.index, tick, tickOffset: LADDER, createFee: CREATE_FEE, keyPair },
      );
      const body = { spec: job.spec, transactions: job.transactions.map(({ bytes }) => toHex(bytes)) };
      try {
        await untilTaken(() => net.hub(requester).call("submitJob", { body }));
        return job.key;
      } catch (error) {
        if (!(error instanceof HubError && error.code === "TICK_PASSED")) throw error;
      }
    }
  }

  async function killAndStart(name: string): Promise<void> {
    await sleep(randomInt(2_000));
    await net.local.children.kill(name);
    await sleep(randomInt(2_000));
    await net.local.children.startAgain(name);
  }

  async function ended(keys: readonly string[]): Promise<JobDocument[]> {
    const deadline = performance.now() + 300_000;
    for (;;) {
      const jobs = await Promise.all(keys.map((key) => untilTaken(() => net.job(key))));
      const open = jobs.filter(({ state }) => !isTerminalJobState(state));
      if (open.length === 0) return jobs;
      if (performance.now() > deadline) throw new Error(`stuck: ${JSON.stringify(open, null, 1)}`);
      await sleep(1_000);
    }
  }

  /** How often what happened to a job, by the contract's own events. */
  async function countEvents() {
    const events: Event[] = [];
    for await (const news of followEvents(net.reader, FIRST_EVENT)) if (news.kind === "event") events.push(news.event);
    return (key: string) => {
      const own = events.filter((event) => toHex(event.key) === key);
      const count = (type: number) => own.filter((event) => event.type === type).length;
      return {
        created: count(EventType.JobCreated),
        settled: count(EventType.Settled),
        paid: count(EventType.ProviderPaid),
        hubPaid: count(EventType.HubPaid),
      };
    };
  }

  /** Transactions of these jobs that the hub still follows. */
  async function openTransactions(keys: readonly string[]) {
    const jobs = await Promise.all(keys.map((key) => untilTaken(() => net.job(key))));
    const followed = ["sent", "included", "unknown"];
    return jobs.flatMap(({ transactions }) => transactions.filter(({ state }) => followed.includes(state)));
  }
});

function paidPrice({ attempts }: JobDocument): bigint {
  return BigInt(attempts.find(({ state }) => state === "settled")!.price);
}

/** Asks again while no API answers. */
async function untilTaken<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isTransient(error)) throw error;
      await sleep(250);
    }
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
