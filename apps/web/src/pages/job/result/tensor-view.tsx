import type { Tensor } from "@qubix/client/onnx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { areShares, countOf, rowsOf, summaryOf, topClassesOf } from "../../../tensor/describe-tensor.ts";
import { shapeText } from "../../../tensor/fits-schema.ts";
import { jobText } from "../text.ts";
import { DataTable } from "./data-table.tsx";

const ROWS = 20;
const COLUMNS = 16;
const BEST = 3;

/** A tensor: its one value large, or its figures, its most likely classes and its first rows. */
export function TensorView({ tensor }: { tensor: Tensor }) {
  const { tensor: words } = useText(jobText);
  const { decimal, percent, number } = useFormat();
  const value = (element: number | bigint) => (typeof element === "bigint" ? number(element) : decimal(element));
  const rows = rowsOf(tensor, ROWS, COLUMNS);
  if (countOf(tensor) === 1) return <p className="text-3xl font-semibold">{value(rows[0]![0]!)}</p>;
  const summary = summaryOf(tensor);
  const classes = topClassesOf(tensor, ROWS, BEST);
  const width = rows[0]?.length ?? 0;
  const score = summary && areShares(tensor, summary) ? percent : decimal;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm text-muted">
        {shapeText(tensor)}
        {summary && `, ${words.summary(decimal(summary.min), decimal(summary.max), decimal(summary.mean))}`}
      </p>
      {classes && (
        <ul aria-label={words.best} className="text-sm">
          {classes.map((best, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a row is known by
            <li key={row}>
              {classes.length > 1 && `${words.row(String(row + 1))}: `}
              {best.map(({ index, score: one }) => words.classAt(String(index), score(one))).join(", ")}
            </li>
          ))}
        </ul>
      )}
      <details open={!classes || undefined}>
        <summary className="text-sm">{words.rows(number(rows.length))}</summary>
        <DataTable
          label={words.rows(number(rows.length))}
          table={{
            columns: Array.from({ length: width }, (_, at) => String(at)),
            rows: rows.map((row) => row.map(value)),
          }}
        />
      </details>
    </div>
  );
}
