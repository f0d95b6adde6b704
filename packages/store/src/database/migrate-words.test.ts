import { rmSync } from "node:fs";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { expect, it } from "vitest";
import { EmbeddedPool } from "../embedded/embedded-pool.ts";
import { repositories } from "../repositories/repositories.ts";
import { wordsOf } from "../schema/expressions.ts";
import { jobs, modelRepositories } from "../schema/index.ts";
import { systemClock } from "../system-clock.ts";
import { newJob } from "../testing/fixtures.ts";
import { migrationsBefore } from "../testing/migrations-before.ts";
import { migrateTables } from "./migrate.ts";
import { rootSession } from "./session.ts";

it("jobs whose names hold markup are found afterwards, by the index", async () => {
  const folder = migrationsBefore("0016_words");
  const pool = await EmbeddedPool.open({});
  const db = drizzle({ client: pool as never });
  try {
    await migrate(db, { migrationsFolder: folder });
    const store = repositories(rootSession(db, systemClock, () => undefined));
    await store.jobs.insert(newJob({ name: "<script>x cats" }));
    const found = async () =>
      (await store.listings.jobs({ privateOf: "nobody", sort: "newest", limit: 9, search: "cats" })).items.length;

    await migrateTables(db);
    expect(await found()).toBe(1);
    await db.execute(sql`set enable_seqscan = off`);
    for (const [table, text, index] of [
      [jobs, jobs.name, "jobs_by_name"],
      [modelRepositories, modelRepositories.words, "model_repositories_by_words"],
    ] as const) {
      const { rows } = await db.execute(
        sql`explain select 1 from ${table} where ${text} is not null and ${wordsOf(text)} @@ to_tsquery('simple', 'cats:*')`,
      );
      expect(JSON.stringify(rows)).toContain(index);
    }
  } finally {
    await pool.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
