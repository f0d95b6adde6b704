import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { jobText } from "./text.ts";
import { thinned, type UsagePoint } from "./usage-series.ts";

const WIDTH = 300;
const HEIGHT = 80;
const MOST_POINTS = 150;

/** One figure over time as a line; its newest value, its range and its time in words. Nothing where it was never told. */
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
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last) return null;
  const top = Math.max(...told.map(({ y }) => y)) || 1;
  const span = last.x - first.x || 1;
  const line = told.map(({ x, y }) => [((x - first.x) / span) * WIDTH, HEIGHT - (y / top) * HEIGHT] as const);
  const path = line.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  const low = Math.min(...told.map(({ y }) => y));
  return (
    <figure>
      <figcaption className="flex justify-between gap-2 text-sm">
        <span className="text-muted">{title}</span> <span className="font-medium">{format(last.y)}</span>
      </figcaption>
      <svg
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}: ${words.between(format(low), format(top))}`}
        className="h-20 w-full"
      >
        <path d={`M0 ${HEIGHT}H${WIDTH}`} className="stroke-line" fill="none" vectorEffect="non-scaling-stroke" />
        <path d={path} className="stroke-accent" fill="none" strokeWidth={2} vectorEffect="non-scaling-stroke" />
      </svg>
      <p className="flex justify-between text-xs text-muted">
        <span>0</span> <span>{duration(last.x - first.x)}</span>
      </p>
    </figure>
  );
}
