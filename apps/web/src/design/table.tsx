import type { ReactNode } from "react";
import { classes } from "./classes.ts";

export interface Column<Row> {
  key: string;
  title: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the right. */
  numeric?: boolean;
}

/** Rows and columns on wide screens; on phones each row becomes a block of labelled values. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  /** Names the table for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Rows of a list that goes on by itself are known by their places: then they stay where they are. */
  rowKey: (row: Row, place: number) => string;
}) {
  return (
    <table className="block w-full border-collapse text-left text-sm md:table">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={classes(
                "border-b px-3 py-2 font-medium whitespace-nowrap text-muted",
                column.numeric && "text-right",
              )}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {rows.map((row, place) => (
          <tr key={rowKey(row, place)} className="block border-b py-2 last:border-b-0 md:table-row md:py-0">
            {columns.map((column) => (
              <td
                key={column.key}
                className={classes(
                  "flex items-baseline justify-between gap-4 px-1 py-1 md:table-cell md:px-3 md:py-2.5",
                  column.numeric && "md:text-right md:whitespace-nowrap",
                )}
              >
                <span aria-hidden className="shrink-0 text-muted md:hidden">
                  {column.title}
                </span>
                <span className="min-w-0 text-right md:[text-align:inherit]">{column.cell(row)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
