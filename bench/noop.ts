/**
 * How many jobs go through the whole chain path? 1,000 jobs whose program does nothing, 1,000 in flight: each is funded,
 * matched, assigned, authorized by 451 computors, run in the sandbox, committed, revealed and settled.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HubClient, submitJob } from "@qubix/client";
import { contractReader, type Event, EventType } from "@qubix/contract";
import { type Localnet, startLocalnet } from "@qubix/localnet";
import { createSealKeyPair, type JobSpec } from "@qubix/protocol";
import { contractPublicKey, type TcpClient, toHex } from "@qubix/qubic";
import { collectEvents } from "./noop/chain-log.ts";
import { NOOP_MODULE } from "./noop/noop-module.ts";

const JOBS = 1_000;
const REQUESTERS = 8;
const PROVIDERS = 2;
const SUBMITTERS = 32;
/** Ticks ahead that a transaction is signed for: a hub with a thousand jobs at hand takes its time. */
const TICK_OFFSET = 12;
const TIMEOUT_MS = 600_000;
/** QU that requesters and providers begin with: far more than the jobs cost. */
const PLENTY = 10_000_000_000n;

interface Figures extends Record<string, unknown> {
  jobs: number;
  inFlight: number;
  tickMs: number;
  failed: number;
  jobsPerSecond: number;
  startTicks: number;
  settledTicks: number;
  transactionsPerJob: number;
}

/** Prints a breakdown of ticks to standard error. */
export async function bench(): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "qubix-noop-"));
  let net: Localnet | undefined;
  try {
    net = await startLocalnet({
      folder,
      providers: Array.from({ length: PROVIDERS }, (_, i) => ({
        name: `provider-${i + 1}`,
        stake: PLENTY,
        minPrice: 100n,
        capacity: JOBS / PROVIDERS,
      })),
      // What a hub has by default; a local network's are for demos in which somebody dies.
      hubTimes: { heartbeatMs: 5_000, lostAfterMs: 15_000 },
      accounts: Object.fromEntries(Array.from({ length: REQUESTERS }, (_, i) => [`requester-${i + 1}`, PLENTY])),
    });
    return await measure(net);
  } finally {
    await net?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(net: Localnet): Promise<Figures> {
  const { node, network } = net;
  const chain = collectEvents(contractReader(node, network.contract.index));
  const hubs = Object.values(net.accounts).map(({ keyPair }) => ({
    keyPair,
    hub: new HubClient({ url: net.hub.url, network: network.id, keyPair }),
  }));
  const digest = await hubs[0]!.hub.uploadBlob(NOOP_MODULE);
  const { tick: firstTick } = await node.tickInfo();
  const began = performance.now();

  const keys = new Set<string>();
  let next = 0;
  await Promise.all(
    Array.from({ length: SUBMITTERS }, async () => {
      for (let i = next++; i < JOBS; i = next++) {
        const { hub, keyPair } = hubs[i % hubs.length]!;
        const submitter = { hub, node, keyPair, contractIndex: network.contract.index, tickOffset: TICK_OFFSET };
        const { key } = await submitJob(submitter, specOf(digest), {
          hub: net.hub.slot,
          hubFee: 100n,
          replicas: 1,
          quorum: 1,
          priceCap: 1_000n,
          protocolFee: 10n,
          start: "authorized",
          deadlineTicks: 500_000,
        });
        keys.add(key);
      }
    }),
  );
  const submittedMs = performance.now() - began;
  await untilSettled(chain.events, keys, began, hubs[0]!.hub);
  const seconds = (performance.now() - began) / 1000;
  const { tick: lastTick } = await node.tickInfo();
  await chain.stop();

  const of = ticksByJob(chain.events, keys);
  const settled = chain.events.filter((event) => event.type === EventType.Settled && keys.has(toHex(event.key)));
  const paid = chain.events.filter((event) => event.type === EventType.ProviderPaid && keys.has(toHex(event.key)));
  const counts = await countTransactions(node, network.contract.index, firstTick, lastTick);
  const tickMs = (seconds * 1000) / (lastTick - firstTick);
  const stages = {
    assigned: median(between(of, EventType.JobCreated, EventType.JobAssigned)),
    committed: median(between(of, EventType.JobCreated, EventType.Committed)),
    revealed: median(between(of, EventType.JobCreated, EventType.Revealed)),
    settled: median(between(of, EventType.JobCreated, EventType.Settled)),
  };
  console.error(`submitted in ${(submittedMs / 1000).toFixed(1)} s, settled in ${seconds.toFixed(1)} s`);
  console.error(`ticks from creation to each stage, median: ${JSON.stringify(stages)}`);
  const ended = chain.events.filter(({ type }) => type === EventType.AttemptEnded);
  console.error(`attempts that ended early: ${ended.length}`);
  console.error(`batches authorized: ${chain.events.filter((e) => e.type === EventType.BatchAuthorized).length}`);
  console.error(`transactions: ${JSON.stringify(counts)}`);
  return {
    jobs: JOBS,
    inFlight: JOBS,
    tickMs: round(tickMs),
    failed: JOBS - new Set(paid.map((event) => toHex(event.key))).size,
    jobsPerSecond: round(settled.length / seconds),
    startTicks: stages.assigned,
    settledTicks: stages.settled,
    transactionsPerJob: round((counts.contract + counts.authorizations) / JOBS),
    contractTransactionsPerJob: round(counts.contract / JOBS),
    submitSeconds: round(submittedMs / 1000),
    seconds: round(seconds),
  };
}

function specOf(digest: string): JobSpec {
  return {
    version: 1,
    kind: "wasm",
    program: { digest, size: NOOP_MODULE.length },
    arguments: [],
    environment: {},
    inputs: [],
    limits: { fuel: "1000000", memoryMiB: 1, wallSeconds: 30, outputBytes: 0 },
    seal: toHex(createSealKeyPair().publicKey),
  };
}

/** Waits for the chain, and for the hub about jobs that the chain never saw. @throws Error when that takes too long */
async function untilSettled(
  events: readonly Event[],
  keys: ReadonlySet<string>,
  began: number,
  hub: HubClient,
): Promise<void> {
  const open = new Set(keys);
  const created = new Set<string>();
  let told = 0;
  for (let read = 0; open.size > 0; ) {
    for (; read < events.length; read++) {
      const event = events[read]!;
      if (event.type === EventType.JobCreated) created.add(toHex(event.key));
      if (event.type === EventType.Settled) open.delete(toHex(event.key));
    }
    const seconds = Math.floor((performance.now() - began) / 1000);
    if (seconds >= told + 5) {
      told = seconds;
      console.error(`${seconds} s: ${counted(events, keys)}`);
      for (const key of open) {
        if (created.has(key)) continue;
        const { closeReason } = await hub.call("getJob", { params: { key } });
        if (closeReason !== undefined) open.delete(key);
      }
    }
    if (performance.now() - began > TIMEOUT_MS) throw new Error(`${open.size} jobs were not settled in time.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const STAGES = ["JobCreated", "JobAssigned", "Committed", "Revealed", "Settled"] as const;

/** How many of the jobs have come how far. */
function counted(events: readonly Event[], keys: ReadonlySet<string>): string {
  return STAGES.map((stage) => {
    const of = events.filter(({ type, key }) => type === EventType[stage] && keys.has(toHex(key)));
    return `${stage} ${of.length}`;
  }).join(", ");
}

type TicksByJob = Map<string, Map<number, number>>;

/** For each job the tick of its last event of each type. */
function ticksByJob(events: readonly Event[], keys: ReadonlySet<string>): TicksByJob {
  const ticks: TicksByJob = new Map();
  for (const event of events) {
    const key = toHex(event.key);
    if (!keys.has(key)) continue;
    const job = ticks.get(key) ?? new Map<number, number>();
    ticks.set(key, job.set(event.type, event.tick));
  }
  return ticks;
}

function between(ticks: TicksByJob, from: number, to: number): number[] {
  return [...ticks.values()].flatMap((job) => {
    const [start, end] = [job.get(from), job.get(to)];
    return start === undefined || end === undefined ? [] : [end - start];
  });
}

/** Transactions to the contract, and those in which computors authorized. */
async function countTransactions(node: TcpClient, contractIndex: number, from: number, to: number) {
  const contractKey = toHex(contractPublicKey(contractIndex));
  const counts = { contract: 0, authorizations: 0 };
  for (let tick = from; tick <= to; tick++) {
    for (const transaction of await node.tickTransactions(tick)) {
      if (toHex(transaction.destination) === contractKey) counts.contract++;
      else if (transaction.inputType === 13) counts.authorizations++;
    }
  }
  return counts;
}

const round = (value: number) => Math.round(value * 100) / 100;

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
