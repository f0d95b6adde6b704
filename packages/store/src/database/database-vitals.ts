import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { MIGRATIONS } from "./migrate.ts";
import type { Executor } from "./session.ts";

/** Connections of a pool. */
export interface Connections {
  total: number;
  idle: number;
  /** Queries that wait for one. */
  waiting: number;
}

let expected: Promise<number> | undefined;

/** How many of this version's migrations the database lacks. One that is ahead, in a rolling upgrade, lacks none. */
export async function missingMigrations(db: Executor): Promise<number> {
  expected ??= readFile(join(MIGRATIONS, "meta", "_journal.json"), "utf8").then(
    (text) => (JSON.parse(text) as { entries: unknown[] }).entries.length,
  );
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from drizzle.__drizzle_migrations`,
  );
  return Math.max(0, (await expected) - (rows[0]?.count ?? 0));
}
