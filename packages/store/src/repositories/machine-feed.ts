import { asc, sql } from "drizzle-orm";
import { columnValues } from "../database/arrays.ts";
import type { Session } from "../database/session.ts";
import { channels } from "../live/channels.ts";
import { machines } from "../schema/index.ts";

/** A machine that something is new for. */
export interface MachineNews {
  provider: number;
  machine: string;
}

/**
 * The next positions in the feeds of offers of machines, one for each item. The machines' row locks, taken in their order, are
 * held until the commit: positions are committed in order, and an agent never misses one. 0 for a machine that never
 * said hello.
 */
export async function nextCursors(session: Session, items: readonly MachineNews[]): Promise<number[]> {
  const counts = new Map<string, { provider: number; machine: string; count: number }>();
  for (const { provider, machine } of items) {
    const entry = counts.get(nameOf(provider, machine)) ?? { provider, machine, count: 0 };
    entry.count++;
    counts.set(nameOf(provider, machine), entry);
  }
  if (counts.size === 0) return [];
  const named = [...counts.values()];
  const rows = await lockMachines(session, named);
  await session.db.execute(sql`
    update ${machines} set cursor = v.cursor
    from unnest(
      ${columnValues(
        machines.provider,
        rows.map(({ provider }) => provider),
      )},
      ${columnValues(
        machines.id,
        rows.map(({ id }) => id),
      )},
      ${columnValues(
        machines.cursor,
        rows.map(({ provider, id, cursor }) => cursor + counts.get(nameOf(provider, id))!.count),
      )}
    ) as v (provider, id, cursor)
    where ${machines.provider} = v.provider and ${machines.id} = v.id`);
  const next = new Map(rows.map(({ provider, id, cursor }) => [nameOf(provider, id), cursor]));
  for (const { provider, machine } of named) session.wake(channels.machine(provider, machine));
  return items.map(({ provider, machine }) => {
    const last = next.get(nameOf(provider, machine));
    if (last === undefined) return 0;
    next.set(nameOf(provider, machine), last + 1);
    return last + 1;
  });
}

/** Machines' rows, locked in their order until the commit. */
export function lockMachines({ db }: Session, items: readonly MachineNews[]) {
  const wanted = sql`(${machines.provider}, ${machines.id}) in (select * from unnest(
    ${columnValues(
      machines.provider,
      items.map(({ provider }) => provider),
    )},
    ${columnValues(
      machines.id,
      items.map(({ machine }) => machine),
    )}))`;
  return db
    .select({ provider: machines.provider, id: machines.id, cursor: machines.cursor, slots: machines.slots })
    .from(machines)
    .where(wanted)
    .orderBy(asc(machines.provider), asc(machines.id))
    .for("update");
}

const nameOf = (provider: number, machine: string) => `${provider}:${machine}`;
