import type { ModelManifest } from "@qubix/protocol";
import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { amount, instant, uint32 } from "./columns.ts";

/** Manifests of versions that can be run. */
export const models = pgTable(
  "models",
  {
    digest: text("digest").primaryKey(),
    namespace: text("namespace").notNull(),
    name: text("name").notNull(),
    manifest: jsonb("manifest").$type<ModelManifest>().notNull(),
    size: uint32("size").notNull(),
    publisher: text("publisher").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [index("models_by_name").on(t.namespace, t.name, t.createdAt.desc())],
);

/** Models as the contract has them. */
export const chainModels = pgTable(
  "chain_models",
  {
    slot: integer("slot").primaryKey(),
    digest: text("digest").notNull(),
    creator: text("creator").notNull(),
    royalty: amount("royalty").notNull(),
    accessPrice: amount("access_price").notNull().default(sql`0`),
    active: boolean("active").notNull(),
    parent: integer("parent"),
    parentShareBps: integer("parent_share_bps").notNull(),
    changedTick: uint32("changed_tick").notNull(),
  },
  (t) => [index("chain_models_by_digest").on(t.digest), index("chain_models_by_creator").on(t.creator)],
);
