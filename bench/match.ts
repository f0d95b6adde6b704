import { performance } from "node:perf_hooks";
import { cryptoRandom, type Demand, findMatch, Matchmaker, OfferBook } from "@qubix/market";
import { PROTOCOL_VERSION } from "@qubix/protocol";

export interface MatchTimes {
  p50Ms: number;
  p99Ms: number;
}

/** A long queue: what one freed place, and one job of a burst, cost. */
export interface QueueTimes {
  offers: number;
  waiting: number;
  shapes: number;
  /** Milliseconds per freed place. */
  freed: MatchTimes;
  /** Milliseconds per job when many of few shapes come at once. */
  burstMsPerJob: number;
}

const RUNTIME = `sha256:${"11".repeat(32)}`;
const PROGRAM = `sha256:${"22".repeat(32)}`;
const REGIONS = ["eu", "us", "asia"];
const RUNS = 400;
const WAITING = 10_000;
const SHAPES = 40;
const REQUESTERS = 100;

/**
 * Time of one match (every filter, price by the machine's asks, every reason counted, ten nearest misses, score, choice by chance)
 * among so many offers, of which about a third fit; and of one freed place while 10,000 replicas of 40 shapes and 100
 * requesters wait. Run: `npx tsx bench/match.ts`.
 */
export async function bench(): Promise<{
  at1k: MatchTimes;
  at10k: MatchTimes;
  at100k: MatchTimes;
  queue: QueueTimes;
}> {
  return { at1k: measure(1_000), at10k: measure(10_000), at100k: measure(100_000), queue: measureQueue(10_000) };
}

function measure(offers: number): MatchTimes {
  const book = bookOf(offers);
  const times: number[] = [];
  for (let i = 0; i < RUNS + 50; i++) {
    const begin = performance.now();
    findMatch(book, demand(i), cryptoRandom);
    if (i >= 50) times.push(performance.now() - begin); // the first runs are the compiler's
  }
  return quantiles(times);
}

/** Fills every place first, so that all wait; then machines end a run, one after the other. */
function measureQueue(offers: number): QueueTimes {
  const book = bookOf(offers);
  const maker = new Matchmaker(book, { random: cryptoRandom, starvedAfterMs: Number.POSITIVE_INFINITY });
  let asked = 0;
  const begin = performance.now();
  while (maker.queue.size < WAITING) {
    for (let i = 0; i < 1_000; i++) maker.request(queued(asked++));
    maker.turn(asked);
  }
  const burstMsPerJob = round((performance.now() - begin) / asked);
  const times: number[] = [];
  for (let row = 0; times.length < RUNS + 50 && row < book.end; row++) {
    const { provider, machine } = book.at(row);
    book.setHeld(provider, machine, { runs: 3, memoryMiB: 0, locks: 0 });
    book.setReserved(provider, { runs: 0, memoryMiB: 0, locks: 0 });
    maker.freed(row);
    const start = performance.now();
    maker.turn(asked);
    times.push(performance.now() - start);
  }
  return { offers, waiting: WAITING, shapes: SHAPES, freed: quantiles(times.slice(50)), burstMsPerJob };
}

function quantiles(times: number[]): MatchTimes {
  times.sort((a, b) => a - b);
  return {
    p50Ms: round(times[Math.floor(times.length * 0.5)]!),
    p99Ms: round(times[Math.floor(times.length * 0.99)]!),
  };
}

/** Twenty-five machines a provider, all kinds of differences among them. */
function bookOf(offers: number): OfferBook {
  const book = new OfferBook({ hub: 0, lockBps: 10_000 });
  for (let i = 0; i < offers; i++) {
    const slot = Math.floor(i / 25);
    if (i % 25 === 0) {
      book.putProvider({
        slot,
        owner: "A".repeat(60),
        hot: "B".repeat(60),
        payout: "C".repeat(60),
        stake: BigInt(1_000_000 + (slot % 7) * 500_000),
        locked: 0n,
        minPrice: BigInt(100 + (slot % 97) * 10),
        capacity: 64,
        live: slot % 64,
        hubs: [],
        anyHub: true,
        paused: slot % 41 === 0,
        reputation: {
          verified: String(slot % 50),
          undecided: "0",
          oddOneOut: String(slot % 3),
          expired: "0",
          declined: "0",
          lost: String(slot % 5),
          requesters: slot % 30,
        },
        changedTick: 1,
      });
    }
    const id = `machine-${i}`;
    book.putMachine(slot, {
      id,
      cores: 8,
      memoryMiB: 1024 << (i % 5),
      kinds: i % 4 === 0 ? ["wasm"] : ["wasm", "onnx"],
      runtimes: i % 4 === 0 ? [] : [RUNTIME],
      slots: 4,
      region: REGIONS[i % 3]!,
      speed: 200 + (i % 11) * 100,
      ...(i % 2 === 0 ? {} : { asks: { perRun: String(i % 300), perCoreSecond: String(i % 20), perGiBSecond: "1" } }),
      version: "0.1.0",
      protocol: PROTOCOL_VERSION,
    });
    book.setOnline(slot, id, i % 17 !== 0);
    book.setHeld(slot, id, { runs: i % 5, memoryMiB: 0, locks: 0 });
  }
  return book;
}

function demand(i: number): Demand {
  const limits = { fuel: "1000000000", memoryMiB: 256, wallSeconds: 20, outputBytes: 0 };
  const onnx = i % 2 === 0;
  return {
    jobKey: String(i),
    replica: 0,
    requester: `requester-${i % REQUESTERS}`,
    since: i,
    kind: onnx ? "onnx" : "wasm",
    ...(onnx ? { runtime: RUNTIME } : {}),
    memoryMiB: 1024,
    priceCap: 800,
    minStake: 1_000_000,
    ownList: [],
    onJob: [1, 2],
    tried: [3],
    data: [],
    checkable: true,
    priced: onnx
      ? { kind: "onnx", model: { manifest: PROGRAM }, limits }
      : { kind: "wasm", program: { digest: PROGRAM }, limits },
    endsAtLimit: false,
    expectedMs: 20_000,
  };
}

/** One of a long queue: of one of 40 shapes. */
function queued(i: number): Demand {
  const limits = { fuel: "1000000000", memoryMiB: 64, wallSeconds: 20 + (i % SHAPES), outputBytes: 0 };
  const base = demand(2 * i + 1);
  return { ...base, minStake: 0, onJob: [], tried: [], priced: { ...base.priced, limits }, priceCap: 2_000 };
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

if (process.argv[1]?.endsWith("match.ts")) console.log(JSON.stringify(await bench(), null, 2));
