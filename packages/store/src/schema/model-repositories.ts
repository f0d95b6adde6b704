import type { AccessState, ModelFile, ModelGating, ModelVisibility, ScanState } from "@qubix/market";
import type { CardMetadata } from "@qubix/protocol";
import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { amount, hexBytes, instant } from "./columns.ts";
import { wordsOf } from "./expressions.ts";

/** Readable namespaces and whose they are. No two look the same. */
export const modelNamespaces = pgTable(
  "model_namespaces",
  {
    name: text("name").primaryKey(),
    skeleton: text("skeleton").notNull(),
    owner: text("owner").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [unique("model_namespaces_skeleton").on(t.skeleton), index("model_namespaces_by_owner").on(t.owner)],
);

/** Models. Their row lock makes writers of versions take turns; what lists look for is that of the newest version. */
export const modelRepositories = pgTable(
  "model_repositories",
  {
    /** `namespace/name`. */
    fullName: text("full_name").primaryKey(),
    namespace: text("namespace").notNull(),
    name: text("name").notNull(),
    owner: text("owner").notNull(),
    visibility: text("visibility").$type<ModelVisibility>().notNull(),
    gating: text("gating").$type<ModelGating>().notNull(),
    head: text("head"),
    versions: integer("versions").notNull(),
    license: text("license"),
    task: text("task"),
    library: text("library"),
    tags: text("tags").array().notNull(),
    /** What is searched. */
    words: text("words").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    index("model_repositories_updated").on(t.updatedAt.desc(), t.fullName),
    index("model_repositories_created").on(t.createdAt.desc(), t.fullName),
    index("model_repositories_by_owner").on(t.owner, t.fullName),
    index("model_repositories_by_namespace").on(t.namespace, t.fullName),
    index("model_repositories_by_words").using("gin", wordsOf(t.words)),
    index("model_repositories_by_tags").using("gin", t.tags),
  ],
);

/** Versions of models; they never change. */
export const modelVersions = pgTable(
  "model_versions",
  {
    id: text("id").primaryKey(),
    fullName: text("full_name").notNull(),
    number: integer("number").notNull(),
    parent: text("parent"),
    digest: text("digest"),
    notRunnable: text("not_runnable"),
    message: text("message").notNull(),
    author: text("author").notNull(),
    files: jsonb("files").$type<ModelFile[]>().notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    card: jsonb("card").$type<CardMetadata>().notNull(),
    summary: text("summary").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [unique("model_versions_number").on(t.fullName, t.number), index("model_versions_by_digest").on(t.digest)],
);

/** Names of versions. */
export const modelRefs = pgTable(
  "model_refs",
  {
    fullName: text("full_name").notNull(),
    name: text("name").notNull(),
    kind: text("kind").$type<"alias" | "tag">().notNull(),
    version: text("version").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.fullName, t.name] })],
);

/** Which version was made from which. */
export const modelLineage = pgTable(
  "model_lineage",
  { version: text("version").notNull(), madeFrom: text("made_from").notNull() },
  (t) => [primaryKey({ columns: [t.version, t.madeFrom] }), index("model_lineage_down").on(t.madeFrom)],
);

/** Who may read a gated or private model beside its owner, and who has asked. */
export const modelAccess = pgTable(
  "model_access",
  {
    fullName: text("full_name").notNull(),
    identity: text("identity").notNull(),
    state: text("state").$type<AccessState>().notNull(),
    requestedAt: instant("requested_at").notNull(),
    decidedAt: instant("decided_at"),
    paid: amount("paid"),
  },
  (t) => [primaryKey({ columns: [t.fullName, t.identity] }), index("model_access_of").on(t.identity, t.fullName)],
);

/** What the operator's scanner says of a file, by its digest. */
export const fileScans = pgTable(
  "file_scans",
  {
    digest: hexBytes("digest").primaryKey(),
    state: text("state").$type<ScanState>().notNull(),
    reason: text("reason"),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("file_scans_refused").on(t.digest).where(sql`state <> 'clean'`)],
);
