import type { JobEvent } from "@qubix/protocol";

/** What a run used at one moment. */
export interface UsagePoint {
  time: number;
  /** Share of a core since the point before, 0 to 1 and somewhat above. */
  cpu?: number;
  memoryMiB?: number;
  /** QU, of a metered run; for drawing alone. */
  cost?: number;
}

/** What its agent told of each run, by attempt: points in time's order. */
export function usageSeriesOf(events: readonly JobEvent[]): Map<number, UsagePoint[]> {
  const series = new Map<number, UsagePoint[]>();
  const before = new Map<number, { cpuMs: number; time: number }>();
  for (const { time, body } of events) {
    if (body.type !== "progress" || !body.metrics) continue;
    const { cpuMs, memoryMiB, cost } = body.metrics;
    const last = before.get(body.attempt);
    const cpu =
      cpuMs === undefined || !last || time <= last.time ? undefined : (cpuMs - last.cpuMs) / (time - last.time);
    if (cpuMs !== undefined) before.set(body.attempt, { cpuMs, time });
    const point: UsagePoint = {
      time,
      // Another process of the same attempt begins from nothing again.
      ...(cpu !== undefined && cpu >= 0 && { cpu }),
      ...(memoryMiB !== undefined && { memoryMiB }),
      ...(cost !== undefined && { cost: Number(cost) }),
    };
    if (Object.keys(point).length === 1) continue;
    const points = series.get(body.attempt) ?? [];
    points.push(point);
    series.set(body.attempt, points);
  }
  return series;
}

/** At most so many points: each stands for those around it, the first and the last stay. */
export function thinned(points: readonly UsagePoint[], most: number): readonly UsagePoint[] {
  if (points.length <= most) return points;
  return Array.from({ length: most }, (_, i) => points[Math.round((i * (points.length - 1)) / (most - 1))]!);
}
