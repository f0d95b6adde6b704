import type { Nonces } from "@qubix/market";
import { lt } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { nonces } from "../schema/index.ts";

/** Nonces in the database: they outlast a restart. */
export function tableNonces({ db, clock }: Session): Nonces {
  let sweepAt = 0;
  return {
    async use(identity, nonce, ttlMs) {
      const now = clock.now();
      if (now >= sweepAt) {
        sweepAt = now + 60_000;
        await db.delete(nonces).where(lt(nonces.expiresAt, now));
      }
      const rows = await db
        .insert(nonces)
        .values({ identity, nonce, expiresAt: now + ttlMs })
        .onConflictDoNothing()
        .returning({ nonce: nonces.nonce });
      return rows.length > 0;
    },
  };
}
