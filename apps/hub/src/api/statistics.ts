import type { JobSums } from "@qubix/market";
import { BUCKETS, type RouteQuery, type Statistics, type StatisticsBucket } from "@qubix/protocol";
import { Problem } from "../problem.ts";
import { remembered } from "../remembered.ts";
import { type Api, mountRoute } from "./mount-route.ts";

const DAY = 86_400_000;
const MAX_BUCKETS = 1_000;
/** Sums over the whole table of jobs are made once in this time, whoever asks. */
const FRESH_MS = 5_000;

/** Sums for dashboards and charts. */
export function mountStatistics(api: Api): void {
  const { chain, store } = api.context;
  const { clock, statistics } = store;
  const now = remembered(() => statistics.now(), FRESH_MS, clock);
  const participants = remembered(() => statistics.participants(), FRESH_MS, clock);
  const machines = remembered(() => onlineMachines(api), FRESH_MS, clock);

  mountRoute(api, "getStatistics", async ({ query }) => {
    const window = windowOf(query, clock.now(), DAY);
    const [current, [sums]] = await Promise.all([
      now(),
      statistics.jobs(window.from, window.to, window.to - window.from),
    ]);
    const { at: _, money, ...jobs } = presentSums(sums ?? emptySums(window.from));
    return {
      window,
      now: { jobs: current.jobs, locked: String(current.locked) },
      jobs: { ...jobs, successRate: successRate(jobs) },
      money,
    };
  });

  mountRoute(api, "getStatisticsSeries", async ({ query }) => {
    const bucket = query.bucket ?? "hour";
    const bucketMs = BUCKETS[bucket];
    const window = windowOf(query, clock.now(), bucketMs);
    const sums = await statistics.jobs(window.from, window.to, bucketMs);
    const found = new Map(sums.map((one) => [one.at, one]));
    const starts = Array.from(
      { length: Math.ceil((window.to - window.from) / bucketMs) },
      (_, i) => window.from + i * bucketMs,
    );
    return { bucket, items: starts.map((at) => presentSums(found.get(at) ?? emptySums(at))) };
  });

  mountRoute(api, "getNetworkStatistics", async () => {
    const { epoch, tick, halted } = chain.status();
    const [{ totals, jobs }, there, connected] = await Promise.all([chain.totals(), participants(), machines()]);
    return { epoch, tick, halted, totals, jobs, ...there, machines: connected };
  });
}

/** @throws Problem INVALID_REQUEST */
function windowOf(query: RouteQuery<"getStatistics">, now: number, step: number): Statistics["window"] {
  const to = query.to ?? now;
  const from = query.from ?? Math.max(0, to - (step === DAY ? DAY : step * 100));
  if (from >= to) throw new Problem("INVALID_REQUEST", "The window is empty: `from` must be before `to`.");
  const longest = step === DAY ? 400 * DAY : step * MAX_BUCKETS;
  if (to - from > longest)
    throw new Problem("INVALID_REQUEST", `The window may be ${longest} ms long at most.`, { longest });
  return { from, to };
}

const emptySums = (at: number): JobSums => ({
  ...{ at, submitted: 0, settled: 0, failed: 0, cancelled: 0, expired: 0, match: {}, settle: {} },
  money: { paid: 0n, royalties: 0n, hubFees: 0n, burned: 0n, refunded: 0n, slashed: 0n },
});

function presentSums({ match, settle, money, ...counts }: JobSums): StatisticsBucket {
  const texts = Object.fromEntries(Object.entries(money).map(([name, value]) => [name, String(value)]));
  return { ...counts, matchMs: match, settleMs: settle, money: texts as StatisticsBucket["money"] };
}

function successRate({
  settled,
  failed,
  expired,
}: Pick<JobSums, "settled" | "failed" | "expired">): number | undefined {
  const ended = settled + failed + expired;
  return ended === 0 ? undefined : settled / ended;
}

async function onlineMachines({ context }: Api) {
  const sums = { online: 0, slots: 0, freeSlots: 0 };
  for (const { provider, description } of await context.store.providers.machines()) {
    const presence = await context.agents.presence(provider, description.id);
    if (presence === undefined) continue;
    sums.online += 1;
    sums.slots += description.slots;
    sums.freeSlots += presence.freeSlots;
  }
  return sums;
}
