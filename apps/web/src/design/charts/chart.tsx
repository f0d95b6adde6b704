import { ChartColumn, Table as TableIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../button.tsx";
import { Skeleton } from "../skeleton.tsx";
import { Table } from "../table.tsx";
import { SERIES_LOOKS, type Series } from "./series.ts";
import { chartText } from "./text.ts";

// Large, and of no use before there are figures to draw.
const Drawing = lazy(() => import("./drawing.tsx").then((module) => ({ default: module.Drawing })));

export interface ChartProps<Row> {
  title: string;
  /** Of bars, the first series lies at the bottom and the others on it. */
  kind: "bars" | "lines";
  rows: readonly Row[];
  series: readonly Series<Row>[];
  /** Name of a row: its place on the axis, and the first column of the table. */
  at: (row: Row) => string;
  /** How values are written. @param narrow beside the axis, where there is little space */
  format: (value: number, narrow?: boolean) => string;
}

/** Figures over time, as a drawing or, for whoever can't see it or wants the numbers, as a table. */
export function Chart<Row>(props: ChartProps<Row>) {
  const text = useText(chartText);
  const [asTable, setAsTable] = useState(false);
  const { title, rows, series, at, format } = props;
  const Icon = asTable ? ChartColumn : TableIcon;
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">{title}</span>
        <Button small kind="quiet" onClick={() => setAsTable(!asTable)} aria-label={text.toggle(asTable, title)}>
          <Icon aria-hidden className="size-4" />
          {asTable ? text.chart : text.table}
        </Button>
      </figcaption>
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section tabIndex={0} aria-label={title} className="max-h-72 overflow-y-auto">
          <Table
            caption={title}
            rows={rows}
            rowKey={(row) => String(rows.indexOf(row))}
            columns={[
              { key: "at", title: text.time, cell: at },
              ...series.map(({ label, value, text: exact }) => ({
                key: label,
                title: label,
                numeric: true,
                cell: (row: Row) => exact?.(row) ?? written(value(row), format),
              })),
            ]}
          />
        </section>
      ) : (
        <div role="img" aria-label={text.summary(title, text.table)}>
          <ul aria-hidden className="mb-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
            {series.map(({ label }, index) => (
              <li key={label} className="inline-flex items-center gap-1.5">
                <span className="inline-block size-3 rounded-xs" style={{ background: SERIES_LOOKS[index]?.color }} />
                {label}
              </li>
            ))}
          </ul>
          <Suspense fallback={<Skeleton lines={6} />}>
            <Drawing {...(props as unknown as ChartProps<unknown>)} />
          </Suspense>
        </div>
      )}
    </figure>
  );
}

const written = (value: number | undefined, format: (value: number) => string) =>
  value === undefined ? "–" : format(value);
