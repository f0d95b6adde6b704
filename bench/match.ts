import { performance } from "node:perf_hooks";
import { cryptoRandom, type Demand, findMatch, OfferBook } from "@qubix/market";
import { PROTOCOL_VERSION } from "@qubix/protocol";

export interface MatchTimes {
  p50Ms: number;
  p99Ms: number;
}

const RUNTIME = `sha256:${"11".repeat(32)}`;
const REGIONS = ["eu", "us", "asia"];
const RUNS = 400;

/**
 * Time of one match (every filter, every reason counted, ten nearest misses, score, weighted choice) among so many
 * offers, of which about a third fit. Run: `npx tsx bench/match.ts`.
 */
export async function bench(): Promise<{ at1k: MatchTimes; at10k: MatchTimes; at100k: MatchTimes }> {
  return { at1k: measure(1_000), at10k: measure(10_000), at100k: measure(100_000) };
}

function measure(offers: number): MatchTimes {
  const book = bookOf(offers);
  const times: number[] = [];
  for (let i = 0; i < RUNS + 50; i++) {
    const begin = performance.now();
    findMatch(book, demand(i), cryptoRandom);
    if (i >= 50) times.push(performance.now() - begin); // the first runs are the compiler's
  }
  times.sort((a, b) => a - b);
  return { p50Ms: round(times[RUNS * 0.5]!), p99Ms: round(times[RUNS * 0.99]!) };
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
      version: "0.1.0",
      protocol: PROTOCOL_VERSION,
    });
    book.setOnline(slot, id, i % 17 !== 0);
    book.setHeld(slot, id, i % 5);
  }
  return book;
}

function demand(i: number): Demand {
  return {
    jobKey: String(i),
    replica: 0,
    since: i,
    kind: i % 2 === 0 ? "onnx" : "wasm",
    ...(i % 2 === 0 ? { runtime: RUNTIME } : {}),
    memoryMiB: 2048,
    priceCap: 800,
    minStake: 1_000_000,
    ownList: [],
    onJob: [1, 2],
    tried: [3],
    data: [],
    checkable: true,
  };
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

if (process.argv[1]?.endsWith("match.ts")) console.log(JSON.stringify(await bench(), null, 2));
