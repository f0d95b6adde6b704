import { rmSync } from "node:fs";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { expect, it } from "vitest";
import { EmbeddedPool } from "../embedded/embedded-pool.ts";
import { repositories } from "../repositories/repositories.ts";
import { systemClock } from "../system-clock.ts";
import { migrationsBefore } from "../testing/migrations-before.ts";
import { migrateTables } from "./migrate.ts";
import { rootSession } from "./session.ts";

const [ada, bob] = ["A".repeat(60), "B".repeat(60)];
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

it("models that were published before have versions, owners, namespaces and kin afterwards, and keep their files", async () => {
  const folder = migrationsBefore("0013_model_repositories");
  const pool = await EmbeddedPool.open({});
  const db = drizzle({ client: pool as never });
  try {
    await migrate(db, { migrationsFolder: folder });
    const publish = async (name: string, digit: string, publisher: string, minute: number, parent?: string) => {
      const [namespace, model] = name.split("/");
      const manifest = {
        ...{
          version: 1,
          namespace,
          name: model,
          format: "onnx",
          license: "MIT",
          description: "Reads digits",
          tags: ["vision"],
        },
        files: [{ path: "m.onnx", digest: digest("f"), size: 10 }],
        ...{ inputs: [], outputs: [], ...(parent && { parent: digest(parent) }) },
      };
      const at = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
      await db.execute(sql`insert into model_names values (${name}, ${publisher}) on conflict do nothing`);
      await db.execute(sql`insert into models (digest, namespace, name, manifest, size, publisher, created_at)
        values (${digest(digit)}, ${namespace}, ${model}, ${JSON.stringify(manifest)}::jsonb, 10, ${publisher}, ${at})`);
      await db.execute(
        sql`insert into blobs (digest, size, state, created_at) values (decode(${digit.repeat(64)}, 'hex'), 300, 'present', ${at})`,
      );
      for (const used of [digit, "f"])
        await db.execute(
          sql`insert into blob_uses (kind, holder, digest, account) values ('model', ${digest(digit)}, decode(${used.repeat(64)}, 'hex'), ${publisher})`,
        );
    };
    await publish("acme/digits", "1", ada, 1);
    await publish("acme/digits", "2", ada, 2, "1");
    await publish("acme/letters", "3", bob, 3);
    await publish("ac-me/copy", "4", bob, 4);

    await migrateTables(db);
    const { catalog, models, blobLedger } = repositories(rootSession(db, systemClock, () => undefined));
    const digits = (await catalog.get("acme/digits"))!;
    expect(digits).toMatchObject({ owner: ada, visibility: "public", versions: 2, head: "2".repeat(40) });
    expect(await catalog.versionByNumber("acme/digits", 1)).toMatchObject({ digest: digest("1"), parent: null });
    const newest = (await catalog.versionByDigest(digest("2")))!;
    expect(newest).toMatchObject({ number: 2, parent: "1".repeat(40), card: { license: "MIT", tags: ["vision"] } });
    expect(newest.files.map(({ path, size }) => [path, size])).toEqual([
      ["m.onnx", 10],
      ["qubix.json", 300],
    ]);
    expect(await catalog.ancestors([newest.id], 10)).toEqual([{ version: newest.id, madeFrom: "1".repeat(40) }]);
    expect((await models.byDigest(digest("3")))?.publisher).toBe(bob);
    // Who published first has the namespace; what looks like it is nobody's, and its models stay their owner's.
    expect(await catalog.namespace("acme")).toMatchObject({ owner: ada });
    expect(await catalog.namespace("ac-me")).toBeUndefined();
    expect(await catalog.get("ac-me/copy")).toMatchObject({ owner: bob });
    const listed = await catalog.list({
      readers: "nobody",
      runnable: true,
      sort: "name",
      limit: 10,
      tags: ["vision"],
      search: "digits",
    });
    expect(listed.items.map(({ repository }) => repository.fullName)).toEqual([
      "ac-me/copy",
      "acme/digits",
      "acme/letters",
    ]);
    expect((await blobLedger.access("f".repeat(64), { providers: [] })).models).toHaveLength(4);
  } finally {
    await pool.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
