import type { IdempotencyClaim, IdempotencyRepository } from "@qubix/market";
import { and, eq, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { idempotencyKeys as keys } from "../schema/index.ts";

const SWEEP_MS = 60_000;

/** First answers by Idempotency-Key in PostgreSQL. */
export function idempotencyRepository({ db, clock }: Session): IdempotencyRepository {
  let sweepAt = 0;

  async function claim(id: string, request: string, lockMs: number, keepMs: number): Promise<IdempotencyClaim> {
    const now = clock.now();
    if (now >= sweepAt) {
      sweepAt = now + SWEEP_MS;
      await db.delete(keys).where(lt(keys.expiresAt, now));
    }
    const fresh = { request, answer: null, lockedUntil: now + lockMs, expiresAt: now + keepMs };
    const abandoned = and(isNull(keys.answer), lte(keys.lockedUntil, now), eq(keys.request, request));
    const [ours] = await db
      .insert(keys)
      .values({ id, claim: 1, ...fresh })
      .onConflictDoUpdate({
        target: keys.id,
        set: { ...fresh, claim: sql`${keys.claim} + 1` },
        setWhere: or(lte(keys.expiresAt, now), abandoned)!,
      })
      .returning({ claim: keys.claim });
    if (ours !== undefined) return { state: "ours", claim: ours.claim };
    const [row] = await db.select().from(keys).where(eq(keys.id, id));
    if (row === undefined) return { state: "busy", retryMs: 0 }; // given back this moment
    if (row.request !== request) return { state: "other-request" };
    if (row.answer === null) return { state: "busy", retryMs: Math.max(0, row.lockedUntil - now) };
    return { state: "answered", answer: row.answer };
  }

  const held = (id: string, number: number) => and(eq(keys.id, id), eq(keys.claim, number), isNull(keys.answer));
  return {
    claim,
    async answer(id, number, answer) {
      await db.update(keys).set({ answer }).where(held(id, number));
    },
    async release(id, number) {
      await db.delete(keys).where(held(id, number));
    },
  };
}
