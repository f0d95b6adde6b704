import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { columnValues } from "./arrays.ts";
import type { Executor } from "./session.ts";

/** A row as it is, and what changes of it; a member that is null is cleared. */
export interface RowChange<R extends object> {
  current: R;
  patch: { [member: string]: unknown };
}

/**
 * Changes many rows in one statement, each in its own way: columns that any of the patches names are written for all, with
 * what is there where a patch doesn't name them. So the caller holds the rows' locks, and `current` is what they hold.
 * @param key the member that identifies a row
 * @returns the rows as they are then
 */
export async function changeRows<R extends object>(
  db: Executor,
  table: PgTable,
  key: keyof R & string,
  changes: readonly RowChange<R>[],
): Promise<R[]> {
  if (changes.length === 0) return [];
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const members = [...new Set(changes.flatMap(({ patch }) => Object.keys(patch)))].filter(
    (member) => member in columns,
  );
  const changed = changes.map(({ current, patch }) => merge(current, patch));
  const written = [key, ...members];
  const names = written.map((member) => sql.identifier(columns[member]!.name));
  const values = written.map((member) =>
    columnValues(
      columns[member]!,
      changed.map((row) => (row as Record<string, unknown>)[member]),
    ),
  );
  await db.execute(sql`
    update ${table} set ${join(names.slice(1).map((name) => sql`${name} = v.${name}`))}
    from unnest(${join(values)}) as v (${join(names)})
    where ${columns[key]} = v.${names[0]}`);
  return changed;
}

function merge<R extends object>(current: R, patch: object): R {
  const merged = { ...current } as Record<string, unknown>;
  for (const [member, value] of Object.entries(patch)) {
    if (value === null) delete merged[member];
    else if (value !== undefined) merged[member] = value;
  }
  return merged as R;
}

const join = (parts: readonly (SQL | ReturnType<typeof sql.identifier>)[]): SQL => sql.join([...parts], sql`, `);
