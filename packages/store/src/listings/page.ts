import type { Page, Readers } from "@qubix/market";
import { and, eq, gt, gte, lt, lte, or, type SQL, type SQLWrapper } from "drizzle-orm";
import { jobs } from "../schema/index.ts";

/** Rows of a query that was asked for one more than `limit`, as a page. */
export function pageOf<Row, Item, Position>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  position: (row: Row) => Position,
): Page<Item, Position> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const items = page.map(item);
  return rows.length > limit && last !== undefined ? { items, next: position(last) } : { items };
}

/** Rows after a position in an order by `column` (down or up) and then by `key` upwards; an index's range, as the planner sees it. */
export function after(column: SQLWrapper, down: boolean, key: SQLWrapper, position: [unknown, unknown]): SQL {
  const [value, last] = position;
  const beyond = down ? lt(column, value) : gt(column, value);
  const within = down ? lte(column, value) : gte(column, value);
  return and(within, or(beyond, gt(key, last)))!;
}

/** Public jobs, and the private ones of whom `privateOf` names. */
export function readable(privateOf: Readers): SQL | undefined {
  if (privateOf === "everybody") return undefined;
  const isPublic = eq(jobs.visibility, "public");
  return privateOf === "nobody" ? isPublic : or(isPublic, eq(jobs.requester, privateOf.identity));
}
