import type { ChainIndex, IndexedSpan, IndexedTransaction } from "@qubix/market";
import { and, between, desc, eq, gt, lt, min, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { insertRows } from "../database/insert-rows.ts";
import type { Session } from "../database/session.ts";
import { pageOf } from "../listings/page.ts";
import { chainIndexSpan, chainTicks, chainTransactions } from "../schema/index.ts";

const THE_ROW = 1;
const NEWEST = [desc(chainTransactions.tick), desc(chainTransactions.place)];

/** Ticks and transactions of the network in PostgreSQL. */
export function chainIndex(session: Session): ChainIndex {
  const { db } = session;
  const page = (where: SQL | undefined, limit: number) =>
    db
      .select()
      .from(chainTransactions)
      .where(where)
      .orderBy(...NEWEST)
      .limit(limit);

  return {
    async span() {
      const [row] = await db.select().from(chainIndexSpan).where(eq(chainIndexSpan.id, THE_ROW));
      if (!row) return undefined;
      // What was too old has gone with its partition.
      const [first] = await db.select({ tick: min(chainTicks.tick) }).from(chainTicks);
      return { from: Math.max(row.from, first?.tick ?? 0), to: row.to };
    },

    put: (span, { from, to, ticks, transactions }) =>
      session.atomic(async ({ db }) => {
        await db.delete(chainTicks).where(between(chainTicks.tick, from, to));
        await db.delete(chainTransactions).where(between(chainTransactions.tick, from, to));
        await insertRows(db, chainTicks, ticks);
        await insertRows(db, chainTransactions, transactions);
        await db
          .insert(chainIndexSpan)
          .values({ id: THE_ROW, ...span })
          .onConflictDoUpdate({ target: chainIndexSpan.id, set: span });
      }),

    async ticks({ limit, after }) {
      const rows = await db
        .select()
        .from(chainTicks)
        .where(after === undefined ? undefined : lt(chainTicks.tick, after))
        .orderBy(desc(chainTicks.tick))
        .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => row,
        ({ tick }) => tick,
      );
    },

    async transactions({ limit, after, publicKey }) {
      const { tick, place, source, destination } = chainTransactions;
      const older = after && sql`(${tick}, ${place}) < (${after[0]}, ${after[1]})`;
      // Two walks along an index each, and not one along neither. One to oneself is in the first alone.
      const rows =
        publicKey === undefined
          ? await page(older, limit + 1)
          : await unionAll(
              page(and(eq(source, publicKey), older), limit + 1),
              page(and(eq(destination, publicKey), sql`${source} <> ${destination}`, older), limit + 1),
            )
              .orderBy(sql`tick desc`, sql`place desc`)
              .limit(limit + 1);
      return pageOf(
        rows,
        limit,
        (row): IndexedTransaction => row,
        ({ tick, place }): [number, number] => [tick, place],
      );
    },

    async transaction(digest) {
      const [row] = await page(eq(chainTransactions.digest, digest), 1);
      return row;
    },
  };
}

/** The chain took another course after `tick`: forgets what the index has of later ones. */
export async function cutChainIndex({ db }: Session, tick: number): Promise<void> {
  await db.delete(chainTicks).where(gt(chainTicks.tick, tick));
  await db.delete(chainTransactions).where(gt(chainTransactions.tick, tick));
  const whole: IndexedSpan | undefined = (await db.select().from(chainIndexSpan))[0];
  if (!whole || whole.to <= tick) return;
  if (whole.from > tick) await db.delete(chainIndexSpan);
  else await db.update(chainIndexSpan).set({ to: tick });
}
