import type { Outbox } from "@qubix/market";
import type { Session } from "../database/session.ts";
import { channels } from "../live/channels.ts";
import { outbox } from "../schema/index.ts";

/** The outbox in PostgreSQL; the relay is woken after the commit. */
export function outboxRepository(session: Session): Outbox {
  return {
    async add(effects) {
      if (effects.length === 0) return;
      const now = session.clock.now();
      await session.db
        .insert(outbox)
        .values(
          effects.map(({ kind, payload, notBefore = now, key }) => ({
            kind,
            payload,
            dueAt: notBefore,
            dedupKey: key ?? null,
            tries: 0,
          })),
        )
        .onConflictDoNothing();
      session.wake(channels.outbox);
    },
  };
}
