import type { SessionRecord, SessionRepository } from "@qubix/market";
import { and, desc, eq, gt, inArray, isNotNull, lte } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { refreshTokens, sessions } from "../schema/index.ts";
import { addNotice } from "./account-feed.ts";

/** Sign-ins in PostgreSQL. */
export function sessionRepository(session: Session): SessionRepository {
  const { db, clock } = session;
  return {
    create: (record, tokenHash) =>
      session.atomic(async (within) => {
        await within.db.insert(sessions).values({ ...record, lastUsedAt: record.createdAt });
        await within.db.insert(refreshTokens).values({ hash: tokenHash, session: record.id });
        addNotice(within, record.identity, { type: "signed-in", session: record.id });
      }),

    async get(id) {
      return (
        await db
          .select()
          .from(sessions)
          .where(and(eq(sessions.id, id), gt(sessions.expiresAt, clock.now())))
      )[0];
    },

    rotate: (tokenHash, nextHash, { idleMs, totalMs }) =>
      session.atomic(async (within) => {
        const now = clock.now();
        const owner = await lockOwner(within, tokenHash);
        if (owner === undefined || owner.expiresAt <= now) return { outcome: "unknown" };
        const [token] = await within.db
          .select()
          .from(refreshTokens)
          .where(and(eq(refreshTokens.hash, tokenHash), isNotNull(refreshTokens.usedAt)));
        if (token !== undefined) {
          await forget(within, [owner.id]);
          addNotice(within, owner.identity, { type: "signed-out", session: owner.id });
          return { outcome: "reused", session: owner };
        }
        await within.db.update(refreshTokens).set({ usedAt: now }).where(eq(refreshTokens.hash, tokenHash));
        await within.db.insert(refreshTokens).values({ hash: nextHash, session: owner.id });
        const changed = { lastUsedAt: now, expiresAt: Math.min(now + idleMs, owner.createdAt + totalMs) };
        await within.db.update(sessions).set(changed).where(eq(sessions.id, owner.id));
        return { outcome: "rotated", session: { ...owner, ...changed } };
      }),

    ofIdentity: (identity) =>
      db
        .select()
        .from(sessions)
        .where(and(eq(sessions.identity, identity), gt(sessions.expiresAt, clock.now())))
        .orderBy(desc(sessions.createdAt), sessions.id),

    end: (id, identity) =>
      session.atomic(async (within) => {
        const mine = and(eq(sessions.id, id), eq(sessions.identity, identity));
        const [row] = await within.db.select({ id: sessions.id }).from(sessions).where(mine).for("update");
        if (row === undefined) return false;
        await forget(within, [id]);
        addNotice(within, identity, { type: "signed-out", session: id });
        return true;
      }),

    sweep: () =>
      session.atomic(async (within) => {
        const over = await within.db
          .select({ id: sessions.id })
          .from(sessions)
          .where(lte(sessions.expiresAt, clock.now()))
          .orderBy(sessions.id)
          .limit(1000)
          .for("update");
        if (over.length === 0) return;
        await forget(
          within,
          over.map(({ id }) => id),
        );
      }),
  };
}

/** The session of a token, locked: of two who bring the same token at once, the second waits and sees it used. */
async function lockOwner({ db }: Session, tokenHash: string): Promise<SessionRecord | undefined> {
  const owner = db.select({ id: refreshTokens.session }).from(refreshTokens).where(eq(refreshTokens.hash, tokenHash));
  const [row] = await db.select().from(sessions).where(inArray(sessions.id, owner)).for("update");
  return row;
}

async function forget({ db }: Session, ids: string[]): Promise<void> {
  await db.delete(refreshTokens).where(inArray(refreshTokens.session, ids));
  await db.delete(sessions).where(inArray(sessions.id, ids));
}
