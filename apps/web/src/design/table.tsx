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
  rowKey: (row: Row) => string;
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
                "border-b px-2 py-2 font-medium whitespace-nowrap text-muted",
                column.numeric && "text-right",
              )}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {rows.map((row) => (
          <tr key={rowKey(row)} className="block border-b py-2 last:border-b-0 md:table-row md:py-0">
            {columns.map((column) => (
              <td
                key={column.key}
                className={classes(
                  "flex justify-between gap-4 px-1 py-1 md:table-cell md:px-2 md:py-2.5",
                  column.numeric && "md:text-right",
                )}
              >
                <span aria-hidden className="shrink-0 text-muted md:hidden">
                  {column.title}
                </span>
                <span className={classes("min-w-0 text-right", !column.numeric && "md:text-left")}>
                  {column.cell(row)}
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
