import type { BlobLedger, BlobUse, ClaimOutcome, DeliveredResult } from "@qubix/market";
import { and, eq, inArray, sql } from "drizzle-orm";
import { columnValues, isAnyOf, list } from "../database/arrays.ts";
import { insertRows } from "../database/insert-rows.ts";
import type { Session } from "../database/session.ts";
import {
  accountUsage,
  blobClaims,
  blobs,
  blobUses,
  jobData,
  jobs,
  modelRepositories,
  modelVersions,
} from "../schema/index.ts";
import { blobAccess } from "./blob-access.ts";
import { markUnneeded } from "./blob-marks.ts";
import { lockUsage } from "./lock-usage.ts";
import { mayReadModel } from "./may-read-model.ts";

/** Who keeps which blob, in PostgreSQL. Locks are taken in the order: jobs, usage of accounts, blobs, claims. */
export function blobLedger(session: Session): BlobLedger {
  const { db } = session;
  return {
    claim: (account, blob, as) => claim(session, account, blob, as),

    release: (account, digest) =>
      session.atomic(async (within) => {
        await lockUsage(within, [account]);
        await removeClaim(within, account, digest, "reserved");
      }),

    drop: (account, digest) =>
      session.atomic(async (within) => {
        await lockUsage(within, [account]);
        const used = and(eq(blobUses.digest, digest), eq(blobUses.account, account));
        if ((await within.db.select({ kind: blobUses.kind }).from(blobUses).where(used).limit(1)).length > 0)
          return "in-use";
        if (!(await removeClaim(within, account, digest))) return "unknown";
        await markUnneeded(within, [digest]);
        return "dropped";
      }),

    async dropUnused(account) {
      await db.update(blobClaims).set({ expiresAt: session.clock.now() }).where(eq(blobClaims.account, account));
    },

    async usage(account) {
      const [row] = await db.select().from(accountUsage).where(eq(accountUsage.account, account));
      return { bytes: row?.bytes ?? 0, blobs: row?.blobs ?? 0 };
    },

    async sizes(digests) {
      if (digests.length === 0) return new Map();
      const here = and(inArray(blobs.digest, [...digests]), eq(blobs.state, "present"));
      const rows = await db.select({ digest: blobs.digest, size: blobs.size }).from(blobs).where(here);
      return new Map(rows.map(({ digest, size }) => [digest, size]));
    },

    take: async (use, digests) => (await session.atomic((within) => take(within, [{ use, digests }])))[0]!,
    takeMany: (items) => session.atomic((within) => take(within, items)),
    deliver: (results) => session.atomic((within) => deliver(within, results)),
    takeArtifact: (jobKey, provider, digest) =>
      session.atomic((within) => takeArtifact(within, jobKey, provider, digest)),
    access: (digest, reader) => blobAccess(session, digest, reader),
  };
}

async function claim(
  session: Session,
  account: string,
  { digest, size }: Parameters<BlobLedger["claim"]>[1],
  { state, until, quota }: Parameters<BlobLedger["claim"]>[2],
): Promise<ClaimOutcome> {
  return session.atomic(async (within) => {
    const usage = (await lockUsage(within, [account])).get(account)!;
    const mine = and(eq(blobClaims.account, account), eq(blobClaims.digest, digest));
    const [before] = await within.db.select({ size: blobClaims.size }).from(blobClaims).where(mine);
    const more = { bytes: size - (before?.size ?? 0), blobs: before === undefined ? 1 : 0 };
    if (more.bytes > 0 && usage.bytes + more.bytes > quota.bytes) return "bytes";
    if (more.blobs > 0 && usage.blobs + more.blobs > quota.blobs) return "blobs";
    if (state === "held" && !(await register(within, digest, size))) return "busy";
    await within.db
      .insert(blobClaims)
      .values({ account, digest, size, state, expiresAt: until })
      .onConflictDoUpdate({
        target: [blobClaims.account, blobClaims.digest],
        set: {
          size,
          state: state === "held" ? "held" : sql`${blobClaims.state}`,
          expiresAt: sql`greatest(${blobClaims.expiresAt}, excluded.expires_at)`,
        },
      });
    await addUsage(within, account, more.bytes, more.blobs);
    return "ok";
  });
}

/** The bytes are in the store. @returns false while a deletion of them is under way */
async function register({ db, clock }: Session, digest: string, size: number): Promise<boolean> {
  const rows = await db
    .insert(blobs)
    .values({ digest, size, state: "present", createdAt: clock.now() })
    .onConflictDoUpdate({ target: blobs.digest, set: { markedAt: null }, setWhere: eq(blobs.state, "present") })
    .returning({ digest: blobs.digest });
  return rows.length > 0;
}

async function removeClaim(
  session: Session,
  account: string,
  digest: string,
  state?: "reserved" | "held",
): Promise<boolean> {
  const wanted = [eq(blobClaims.account, account), eq(blobClaims.digest, digest)];
  if (state !== undefined) wanted.push(eq(blobClaims.state, state));
  const [removed] = await session.db
    .delete(blobClaims)
    .where(and(...wanted))
    .returning({ size: blobClaims.size });
  if (removed !== undefined) await addUsage(session, account, -removed.size, -1);
  return removed !== undefined;
}

async function addUsage({ db }: Session, account: string, bytes: number, count: number): Promise<void> {
  if (bytes === 0 && count === 0) return;
  await db
    .update(accountUsage)
    .set({ bytes: sql`${accountUsage.bytes} + ${bytes}`, blobs: sql`${accountUsage.blobs} + ${count}` })
    .where(eq(accountUsage.account, account));
}

async function take(session: Session, items: readonly BlobTake[]): Promise<string[][]> {
  const { db } = session;
  const wanted = [...new Set(items.flatMap(({ digests }) => digests))];
  const accounts = [...new Set(items.map(({ use }) => use.account))];
  // Who deletes a blob waits for these locks, and then sees the uses.
  const here =
    wanted.length === 0
      ? []
      : await db
          .select({ digest: blobs.digest })
          .from(blobs)
          .where(and(isAnyOf(blobs.digest, wanted), eq(blobs.state, "present")))
          .orderBy(blobs.digest)
          .for("key share");
  const ofModels = wanted.length === 0 ? new Set<string>() : await ofReadableModels(session, wanted, accounts);
  const own =
    wanted.length === 0
      ? []
      : await db
          .select({ account: blobClaims.account, digest: blobClaims.digest })
          .from(blobClaims)
          .where(
            and(
              isAnyOf(blobClaims.account, accounts),
              isAnyOf(blobClaims.digest, wanted),
              eq(blobClaims.state, "held"),
            ),
          )
          .orderBy(blobClaims.account, blobClaims.digest)
          .for("key share");
  const present = new Set(here.map(({ digest }) => digest));
  const owned = new Set(own.map(({ account, digest }) => `${account}:${digest}`));
  const missing = items.map(({ use, digests }) =>
    digests.filter((digest) => {
      const name = `${use.account}:${digest}`;
      return !present.has(digest) || !(owned.has(name) || ofModels.has(name));
    }),
  );
  const taken = items.filter((_, i) => missing[i]!.length === 0);
  const rows = taken.flatMap(({ use, digests }) => [...new Set(digests)].map((digest) => ({ ...use, digest })));
  await insertRows(db, blobUses, rows, sql`on conflict do nothing`);
  await noteData(
    session,
    taken.flatMap(({ use }) => (use.kind === "input" ? [use.holder] : [])),
  );
  return missing;
}

/** `account:digest` of blobs that belong to models which the account may read. */
async function ofReadableModels({ db }: Session, digests: readonly string[], accounts: readonly string[]) {
  const { rows } = await db.execute(sql`
    select distinct x.account, encode(u.digest, 'hex') as digest
    from ${blobUses} u
    join ${modelVersions} v on v.id = u.holder
    join ${modelRepositories} r on r.full_name = v.full_name
    cross join unnest(${list(accounts, "text")}) as x (account)
    where u.kind = 'model' and u.digest = any(${columnValues(blobUses.digest, digests)}) and ${mayReadModel(sql`x.account`)}`);
  return new Set((rows as { account: string; digest: string }[]).map(({ account, digest }) => `${account}:${digest}`));
}

interface BlobTake {
  use: BlobUse;
  digests: readonly string[];
}

async function deliver(session: Session, results: readonly DeliveredResult[]): Promise<boolean[]> {
  if (results.length === 0) return [];
  const { db, clock } = session;
  await lockUsage(
    session,
    results.map(({ requester }) => requester),
  );
  const now = clock.now();
  const distinct = [...new Map(results.map(({ digest, size }) => [digest, size]))].sort(([a], [b]) => (a < b ? -1 : 1));
  const registered = await insertRows(
    db,
    blobs,
    distinct.map(([digest, size]) => ({ digest, size, state: "present", createdAt: now })),
    sql`on conflict (digest) do update set marked_at = null where blobs.state = 'present' returning digest`,
  );
  const here = new Set(registered.map(({ digest }) => (digest as Buffer).toString("hex")));
  const taken = results.filter(({ digest }) => here.has(digest));
  await insertRows(
    db,
    blobUses,
    taken.map(({ jobKey, requester, digest }) => ({ kind: "artifact", holder: jobKey, digest, account: requester })),
    sql`on conflict do nothing`,
  );
  const claimed = await insertRows(
    db,
    blobClaims,
    taken.map(({ requester, digest, size }) => ({ account: requester, digest, size, state: "held", expiresAt: now })),
    sql`on conflict do nothing returning account, size`,
  );
  for (const account of new Set(claimed.map((row) => row.account as string))) {
    const fresh = claimed.filter((row) => row.account === account);
    const bytes = fresh.reduce((sum, row) => sum + Number(row.size), 0);
    await addUsage(session, account, bytes, fresh.length);
  }
  await noteData(
    session,
    taken.map(({ jobKey }) => jobKey),
  );
  return results.map(({ digest }) => here.has(digest));
}

async function takeArtifact(session: Session, jobKey: string, provider: string, digest: string): Promise<boolean> {
  const { db, clock } = session;
  const [job] = await db.select({ requester: jobs.requester }).from(jobs).where(eq(jobs.key, jobKey));
  if (job === undefined) return false;
  const { requester } = job;
  await lockUsage(session, [requester, provider]);
  const here = and(eq(blobs.digest, digest), eq(blobs.state, "present"));
  const [blob] = await db.select({ size: blobs.size }).from(blobs).where(here).for("key share");
  if (blob === undefined) return false;
  await db
    .insert(blobUses)
    .values({ kind: "artifact", holder: jobKey, digest, account: requester })
    .onConflictDoNothing();
  const fresh = await db
    .insert(blobClaims)
    .values({ account: requester, digest, size: blob.size, state: "held", expiresAt: clock.now() })
    .onConflictDoNothing()
    .returning({ size: blobClaims.size });
  if (fresh.length > 0) await addUsage(session, requester, blob.size, 1);
  if (provider !== requester) await removeClaim(session, provider, digest);
  await noteData(session, [jobKey]);
  return true;
}

async function noteData({ db }: Session, jobKeys: readonly string[]): Promise<void> {
  const rows = jobKeys.map((jobKey) => ({ jobKey, inputs: true, artifacts: true, logs: true }));
  await insertRows(db, jobData, rows, sql`on conflict do nothing`);
}
