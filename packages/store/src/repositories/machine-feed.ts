import { and, eq, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { channels } from "../live/channels.ts";
import { machines } from "../schema/index.ts";

/**
 * The next position in a machine's feed of offers. The update takes the machine's row lock, so positions are committed
 * in order and an agent never misses one. 0 for a machine that never said hello.
 */
export async function nextCursor(session: Session, provider: number, machine: string): Promise<number> {
  const [row] = await session.db
    .update(machines)
    .set({ cursor: sql`${machines.cursor} + 1` })
    .where(and(eq(machines.provider, provider), eq(machines.id, machine)))
    .returning({ cursor: machines.cursor });
  session.wake(channels.machine(provider, machine));
  return row?.cursor ?? 0;
}
