import { buildCreateJob, HubClient } from "@qubix/client";
import { contractReader, query } from "@qubix/contract";
import type { Localnet } from "@qubix/localnet";
import { createSealKeyPair } from "@qubix/protocol";
import { toHex } from "@qubix/qubic";
import { NOOP_MODULE } from "../noop/noop-module.ts";
import { percentiles } from "../noop/percentiles.ts";

const SUBMITTERS = 16;
/** Ticks ahead that a job is signed for. */
const TICK_OFFSET = 20;
const WARM_UP = 50;

export interface SubmitFigures {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  failed: number;
}

/** Submits for so many seconds; times are those of the request alone, signing and building left out. */
export async function measureSubmits(net: Localnet, seconds: number): Promise<SubmitFigures & { keys: string[] }> {
  const { node, network } = net;
  const requesters = Object.values(net.accounts).map(({ keyPair }) => ({
    keyPair,
    hub: new HubClient({ url: net.hub.url, network: network.id, keyPair, attempts: 1 }),
  }));
  const [digest = ""] = await Promise.all(requesters.map(({ hub }) => hub.uploadBlob(NOOP_MODULE)));
  const { createFeeNow } = await query.getConfig(contractReader(node, network.contract.index), {});
  let { tick } = await node.tickInfo();
  const clock = setInterval(() => void node.tickInfo().then((info) => (tick = info.tick)), 200);
  const seal = toHex(createSealKeyPair().publicKey);
  const keys: string[] = [];
  const times: number[] = [];
  let failed = 0;
  let began = performance.now();
  let until = Number.POSITIVE_INFINITY;

  async function submit(n: number): Promise<void> {
    const { keyPair, hub } = requesters[n % requesters.length]!;
    const context = {
      contractIndex: network.contract.index,
      tick,
      tickOffset: TICK_OFFSET,
      createFee: createFeeNow,
      keyPair,
    };
    const job = buildCreateJob(
      specOf(digest, seal),
      { ...TERMS, hub: net.hub.slot, deadline: tick + 100_000 },
      context,
    );
    const body = { spec: job.spec, transactions: job.transactions.map(({ bytes }) => toHex(bytes)) };
    const sent = performance.now();
    try {
      await hub.call("submitJob", { body });
      times.push(performance.now() - sent);
      keys.push(job.key);
    } catch (error) {
      failed++;
      console.error(`a submission failed: ${error}`);
    }
  }

  let next = 0;
  const work = async (most: number) => {
    while (next < most && performance.now() < until) await submit(next++);
  };
  const all = (most: number) => Promise.all(Array.from({ length: SUBMITTERS }, () => work(most)));
  try {
    await all(WARM_UP);
    times.length = 0;
    failed = 0;
    began = performance.now();
    until = began + seconds * 1000;
    await all(Number.POSITIVE_INFINITY);
  } finally {
    clearInterval(clock);
  }
  const { p50, p99 } = percentiles(times);
  const perSecond = Math.round((times.length / (performance.now() - began)) * 10_000) / 10;
  return { perSecond, p50Ms: Math.round(p50), p99Ms: Math.round(p99), failed, keys };
}

const TERMS = {
  ...{ hubFee: 100n, replicas: 1, quorum: 1, priceCap: 1_000n, protocolFee: 10n },
  start: "authorized",
} as const;

const specOf = (digest: string, seal: string) => ({
  ...{
    version: 1,
    kind: "wasm",
    program: { digest, size: NOOP_MODULE.length },
    arguments: [],
    environment: {},
    inputs: [],
  },
  limits: { fuel: "1000000", memoryMiB: 1, wallSeconds: 30, outputBytes: 0 },
  seal,
});
