import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { jobText } from "./text.ts";
import { thinned, type UsagePoint } from "./usage-series.ts";

const WIDTH = 300;
const HEIGHT = 80;
const MOST_POINTS = 150;

/**
 * One figure over the whole time of a run as a line, one that was told once as a dot; its newest value, its range and the time in
 * words. Nothing where it was never told.
 */
export function UsageChart({
  title,
  points,
  value,
  format,
}: {
  title: string;
  points: readonly UsagePoint[];
  value: (point: UsagePoint) => number | undefined;
  format: (value: number) => string;
}) {
  const { usage: words } = useText(jobText);
  const { duration } = useFormat();
  const told = thinned(points, MOST_POINTS).flatMap((point) => {
    const y = value(point);
    return y === undefined ? [] : [{ x: point.time, y }];
  });
  const [start, end, last] = [points[0]?.time, points.at(-1)?.time, told.at(-1)];
  if (start === undefined || end === undefined || !last) return null;
  const top = Math.max(...told.map(({ y }) => y)) || 1;
  const span = end - start || 1;
  const line = told.map(({ x, y }) => [((x - start) / span) * WIDTH, HEIGHT - (y / top) * HEIGHT] as const);
  const way = line.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  const low = Math.min(...told.map(({ y }) => y));
  const range = words.between(format(low), format(top));
  return (
    <figure>
      <figcaption className="flex justify-between gap-2 text-sm">
        <span className="text-muted">{title}</span> <span className="font-medium">{format(last.y)}</span>
      </figcaption>
      <svg
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}: ${range}`}
        className="h-20 w-full"
      >
        <path d={`M0 ${HEIGHT}H${WIDTH}`} className="stroke-line" fill="none" vectorEffect="non-scaling-stroke" />
        <path
          d={told.length === 1 ? `${way}h0` : way}
          className="stroke-accent"
          fill="none"
          strokeWidth={told.length === 1 ? 6 : 2}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <p className="flex flex-wrap justify-between gap-x-2 text-xs text-muted">
        <span aria-hidden>{range}</span> <span>{duration(end - start)}</span>
      </p>
    </figure>
  );
}
