import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** An array as one parameter, however long. */
export function list(values: readonly unknown[], type: string): SQL {
  return sql`${sql.param(values)}::${sql.raw(type)}[]`;
}

/** Values of a column as one parameter. Not for columns that are arrays themselves. */
export function columnValues(column: PgColumn, values: readonly unknown[]): SQL {
  const type = column.getSQLType().replace("bigserial", "bigint");
  return list(
    values.map((value) => (value === null || value === undefined ? null : column.mapToDriverValue(value))),
    type,
  );
}

/** Whether a column's value is one of these; the statement's text is the same for any number of them. */
export function isAnyOf(column: PgColumn, values: readonly unknown[]): SQL {
  return sql`${column} = any(${columnValues(column, values)})`;
}
