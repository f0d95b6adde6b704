import {
  type ModelRepositoryRecord,
  mergeStatistics,
  type QuantileSketch,
  quantile,
  type RunStatistics,
} from "@qubix/market";
import type { ModelUsageDocument } from "@qubix/protocol";
import type { Store } from "@qubix/store";

/** Versions that are looked at: the newest. */
const MAX_VERSIONS = 1_000;
const SHOWN_MS = 30 * 86_400_000;

/** What a model's versions have been used for, have earned, and how fast they ran. */
export async function usageOf(
  {
    catalog,
    models,
    modelUsage,
    history,
    clock,
  }: Pick<Store, "catalog" | "models" | "modelUsage" | "history" | "clock">,
  { fullName }: ModelRepositoryRecord,
): Promise<ModelUsageDocument> {
  const { items } = await catalog.versions(fullName, { limit: MAX_VERSIONS });
  // Versions that differ in their card alone have one manifest: it is told once, by the first of them.
  const firsts = new Map(items.flatMap(({ digest, number }) => (digest === null ? [] : [[digest, number] as const])));
  const runnable = [...firsts].map(([digest, number]) => ({ digest, number }));
  const chain = await models.chainByDigests(runnable.map(({ digest }) => digest));
  const slots = chain.map(({ slot }) => slot);
  const since = clock.now() - SHOWN_MS;
  const [sums, requesters, days, statistics, sales] = await Promise.all([
    modelUsage.bySlot(slots),
    modelUsage.requesters(slots),
    modelUsage.byDay(slots, since),
    history.statistics(runnable.map(({ digest }) => `program:${digest}`)),
    modelUsage.sales(fullName),
  ]);
  const versions = runnable.flatMap(({ digest, number }) => {
    const place = chain.find((one) => one.digest === digest);
    const sum = sums.find(({ slot }) => slot === place?.slot);
    if (place === undefined || sum === undefined) return [];
    return [
      {
        digest,
        number,
        slot: place.slot,
        jobs: sum.jobs,
        royalties: String(sum.royalties),
        earned: String(sum.earned),
      },
    ];
  });
  return {
    jobs: sums.reduce((all, { jobs }) => all + jobs, 0),
    requesters,
    royalties: String(sums.reduce((all, { royalties }) => all + royalties, 0n)),
    earned: String(sums.reduce((all, { earned }) => all + earned, 0n)),
    access: { bought: sales.bought, paid: String(sales.paid) },
    versions,
    days: days.map(({ royalties, ...day }) => ({ ...day, royalties: String(royalties) })),
    speed: speedOf(statistics),
  };
}

/** By class of hardware, over all versions. */
function speedOf(statistics: readonly RunStatistics[]): ModelUsageDocument["speed"] {
  const classes = [...new Set(statistics.map(({ hardware }) => hardware))].sort();
  return classes.map((hardware) => {
    const { runs, sketches } = mergeStatistics(statistics.filter((one) => one.hardware === hardware));
    const [wallMs, memoryMiB] = [quantilesOf(sketches.wallMs), quantilesOf(sketches.memoryMiB)];
    return { hardware, runs, ...(wallMs && { wallMs }), ...(memoryMiB && { memoryMiB }) };
  });
}

function quantilesOf(sketch: QuantileSketch | undefined): { p50: number; p95: number } | undefined {
  const [p50, p95] = [quantile(sketch ?? {}, 0.5), quantile(sketch ?? {}, 0.95)];
  return p50 === undefined || p95 === undefined ? undefined : { p50: Math.round(p50), p95: Math.round(p95) };
}
