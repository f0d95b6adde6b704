/**
 * Counts by size class, from which quantiles are told to within 5 %: value v counts in bucket ceil(log(v) / log(1.1)).
 * Small, merged by adding, and one absurd value moves no quantile. Plain JSON: bucket → count.
 */
export type QuantileSketch = Record<string, number>;

const LOG_BASE = Math.log(1.1);
/** When a sketch counts more than this, all counts are halved: what happened lately weighs more. */
const MOST = 1_000;
/** Everything at or below 1, and below. */
const LOWEST = 0;

/** The sketch with one more value. */
export function addValue(sketch: QuantileSketch, value: number): QuantileSketch {
  const bucket = bucketOf(value);
  const next = { ...sketch, [bucket]: (sketch[bucket] ?? 0) + 1 };
  return sizeOf(next) > MOST ? halved(next) : next;
}

/** Values counted. */
export function sizeOf(sketch: QuantileSketch): number {
  return Object.values(sketch).reduce((sum, count) => sum + count, 0);
}

/** Both together. */
export function mergeSketches(a: QuantileSketch, b: QuantileSketch): QuantileSketch {
  const merged = { ...a };
  for (const [bucket, count] of Object.entries(b)) merged[bucket] = (merged[bucket] ?? 0) + count;
  return merged;
}

/** The value below which `fraction` of all lie; undefined when nothing was counted. */
export function quantile(sketch: QuantileSketch, fraction: number): number | undefined {
  const buckets = Object.keys(sketch)
    .map(Number)
    .sort((a, b) => a - b);
  let left = fraction * sizeOf(sketch);
  for (const bucket of buckets) {
    left -= sketch[bucket]!;
    if (left <= 0) return middleOf(bucket);
  }
  return undefined;
}

function bucketOf(value: number): number {
  return value <= 1 ? LOWEST : Math.ceil(Math.log(value) / LOG_BASE);
}

/** Middle of a bucket, by ratio. */
function middleOf(bucket: number): number {
  return bucket === LOWEST ? 1 : Math.exp((bucket - 0.5) * LOG_BASE);
}

function halved(sketch: QuantileSketch): QuantileSketch {
  const entries = Object.entries(sketch).map(([bucket, count]) => [bucket, Math.floor(count / 2)] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}
