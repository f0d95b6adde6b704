/** The middle of a distribution, and its slow end. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/** By nearest rank. */
export function percentiles(values: number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
