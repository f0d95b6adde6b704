import { HubClient, submitJob } from "@qubix/client";
import { contractReader } from "@qubix/contract";
import type { Localnet } from "@qubix/localnet";
import { createSealKeyPair, type JobSpec } from "@qubix/protocol";
import { contractPublicKey, type TcpClient, toHex } from "@qubix/qubic";
import { followChain } from "./chain-log.ts";
import { JobLog } from "./job-log.ts";
import { NOOP_MODULE } from "./noop-module.ts";
import type { NoopPlan } from "./options.ts";
import { type Percentiles, percentiles } from "./percentiles.ts";
import { Timeline } from "./timeline.ts";
import { UsageMeter } from "./usage-meter.ts";

const SUBMITTERS = 32;
const READERS = 16;
/** Ticks ahead that a transaction is signed for: a hub with a thousand jobs at hand takes its time. */
const TICK_OFFSET = 12;
/** Nothing was settled for so long: something is stuck. */
const PATIENCE_MS = 120_000;
const TELL_MS = 5_000;

/** In ticks of the chain, and in milliseconds. */
interface Span {
  ticks: Percentiles;
  ms: Percentiles;
}

export interface NoopFigures {
  engine: NoopPlan["engine"];
  hubProcesses: number;
  jobs: number;
  inFlight: number;
  failed: number;
  jobsPerSecond: number;
  seconds: number;
  submitToRunning: Span;
  runningToSettled: Span;
  tickMs: number;
  transactionsPerJob: number;
  contractTransactionsPerJob: number;
  batches: number;
  /** By process, the most that was seen. */
  rssMb: Record<string, number>;
  cpuSecondsPerJob: Record<string, number>;
}

/** Sends a plan's jobs through a network and measures. Progress goes to standard error. */
export async function measure(net: Localnet, plan: NoopPlan): Promise<NoopFigures> {
  const log = new JobLog(plan.inFlight);
  const reader = contractReader(net.node, net.network.contract.index);
  const stopFollowing = followChain(reader, (event) => log.take(event));
  try {
    return await measured(net, plan, log);
  } finally {
    await stopFollowing();
  }
}

async function measured(
  net: Localnet,
  { engine, processes, jobs, inFlight }: NoopPlan,
  log: JobLog,
): Promise<NoopFigures> {
  const { node, network } = net;
  const requesters = Object.values(net.accounts).map(({ keyPair }) => ({
    keyPair,
    hub: new HubClient({ url: net.hub.url, network: network.id, keyPair }),
  }));
  const [digest] = await Promise.all(requesters.map(({ hub }) => hub.uploadBlob(NOOP_MODULE)));
  const meter = UsageMeter.start(net);
  const timeline = await Timeline.start(node);
  const began = performance.now();

  let next = 0;
  const submitting = Promise.all(
    Array.from({ length: Math.min(SUBMITTERS, inFlight) }, async () => {
      for (let i = next++; i < jobs; i = next++) {
        await log.place();
        await submitOne(net, requesters[i % requesters.length]!, digest!, log);
      }
    }),
  );
  await Promise.all([submitting, untilSettled(log, jobs, requesters[0]!.hub)]);
  const seconds = (performance.now() - began) / 1000;
  const used = meter.end();
  timeline.stop();

  const lastTick = timeline.last;
  const counts = await countTransactions(node, network.contract.index, timeline.first, lastTick);
  const spans = await readSpans(log, timeline, requesters[0]!.hub);
  console.error(`attempts that ended early: ${log.attemptsEnded}; transactions: ${JSON.stringify(counts)}`);
  await tellFailures(log, requesters[0]!.hub);
  return {
    engine,
    hubProcesses: processes?.length ?? 1,
    jobs,
    inFlight,
    failed: jobs - log.paid.size,
    jobsPerSecond: round(log.settledTick.size / seconds),
    seconds: round(seconds),
    ...spans,
    tickMs: round((seconds * 1000) / (lastTick - timeline.first)),
    transactionsPerJob: round((counts.contract + counts.authorizations) / jobs),
    contractTransactionsPerJob: round(counts.contract / jobs),
    batches: log.batches,
    rssMb: used.rssMb,
    cpuSecondsPerJob: perJob(used.cpuSeconds, jobs),
  };
}

async function submitOne(
  net: Localnet,
  { hub, keyPair }: Pick<Parameters<typeof submitJob>[0], "hub" | "keyPair">,
  digest: string,
  log: JobLog,
): Promise<void> {
  const { node, network } = net;
  const at = Date.now();
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
  log.submittedAt.set(key, at);
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

/** @throws Error when nothing moves for long, with what the hub says of a job that is not settled */
async function untilSettled(log: JobLog, jobs: number, hub: HubClient): Promise<void> {
  const began = performance.now();
  let told = began;
  log.lastSettledAt = began;
  while (log.settledTick.size < jobs) {
    const now = performance.now();
    if (now - told > TELL_MS) {
      told = now;
      console.error(`${Math.round((now - began) / 1000)} s: ${log}`);
    }
    if (now - log.lastSettledAt > PATIENCE_MS) {
      const stuck = [...log.submittedAt.keys()].find((key) => !log.settledTick.has(key));
      const job = stuck && (await hub.call("getJob", { params: { key: stuck } }));
      throw new Error(`${jobs - log.settledTick.size} jobs are not settled; one of them: ${JSON.stringify(job)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Why jobs ended unpaid, and how often. */
async function tellFailures(log: JobLog, hub: HubClient): Promise<void> {
  const reasons = new Map<string, number>();
  for (const key of log.submittedAt.keys()) {
    if (log.paid.has(key)) continue;
    const { closeReason, attempts } = await hub.call("getJob", { params: { key } });
    const reason = [closeReason, ...attempts.map(({ state, endReason }) => endReason ?? state)].join(", ");
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  for (const [reason, times] of reasons) console.error(`failed ${times} times: ${reason}`);
}

/** When jobs ran and were settled, as the hub tells its readers. */
async function readSpans(log: JobLog, timeline: Timeline, hub: HubClient) {
  const keys = [...log.submittedAt.keys()];
  const starts: [number, number][] = [];
  const ends: [number, number][] = [];
  await Promise.all(
    Array.from({ length: READERS }, async () => {
      for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
        const { events } = await hub.call("listJobEvents", { params: { key } });
        const at = (state: string) => events.find(({ body }) => body.type === "state" && body.state === state)?.time;
        const running = at("running");
        const settled = at("settled");
        if (running === undefined) continue;
        starts.push([log.submittedAt.get(key)!, running]);
        if (settled !== undefined) ends.push([running, settled]);
      }
    }),
  );
  const span = (times: [number, number][]): Span => ({
    ticks: percentiles(times.map(([from, to]) => timeline.tickAt(to) - timeline.tickAt(from))),
    ms: percentiles(times.map(([from, to]) => to - from)),
  });
  return { submitToRunning: span(starts), runningToSettled: span(ends) };
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

function perJob(seconds: Record<string, number>, jobs: number): Record<string, number> {
  return Object.fromEntries(Object.entries(seconds).map(([name, value]) => [name, Number((value / jobs).toFixed(4))]));
}
