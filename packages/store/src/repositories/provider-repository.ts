import type { MachineRecord, ProviderRecord, ProviderRepository } from "@qubix/market";
import { and, asc, eq, gt, gte, or } from "drizzle-orm";
import { isAnyOf } from "../database/arrays.ts";
import { insertRows, orReplace } from "../database/insert-rows.ts";
import type { Session } from "../database/session.ts";
import { machines, providers } from "../schema/index.ts";

/** Providers (a projection of the contract) and their machines in PostgreSQL. */
export function providerRepository(session: Session): ProviderRepository {
  const { db } = session;

  async function putMany(records: readonly ProviderRecord[]): Promise<void> {
    const ordered = records.toSorted((a, b) => a.slot - b.slot); // rows are locked in one order, whoever writes
    await insertRows(db, providers, ordered, orReplace(providers, "slot", "changedTick"));
  }

  return {
    put: (provider) => putMany([provider]),
    putMany,
    async get(slot) {
      return (await db.select().from(providers).where(eq(providers.slot, slot)))[0];
    },
    async getMany(slots) {
      return slots.length === 0 ? [] : db.select().from(providers).where(isAnyOf(providers.slot, slots));
    },
    async byOwner(identity) {
      return (await db.select().from(providers).where(eq(providers.owner, identity)))[0];
    },
    async byHot(identity) {
      return (await db.select().from(providers).where(eq(providers.hot, identity)))[0];
    },
    ofIdentity(identity) {
      const mine = or(eq(providers.owner, identity), eq(providers.hot, identity));
      return db.select().from(providers).where(mine).orderBy(asc(providers.slot));
    },
    list(limit, after = -1) {
      return db.select().from(providers).where(gt(providers.slot, after)).orderBy(asc(providers.slot)).limit(limit);
    },
    async hello(provider, description) {
      const fields = { description, slots: description.slots, helloAt: session.clock.now() };
      const [row] = await db
        .insert(machines)
        .values({ provider, id: description.id, cursor: 0, ...fields })
        .onConflictDoUpdate({ target: [machines.provider, machines.id], set: fields })
        .returning();
      return machineOf(row!);
    },
    async machinesSince(since) {
      const rows = await db.select().from(machines).where(gte(machines.helloAt, since)).orderBy(asc(machines.helloAt));
      return rows.map(machineOf);
    },
    async machine(provider, id) {
      const [row] = await db
        .select()
        .from(machines)
        .where(and(eq(machines.provider, provider), eq(machines.id, id)));
      return row && machineOf(row);
    },
    async machines(provider) {
      const rows = await db
        .select()
        .from(machines)
        .where(provider === undefined ? undefined : eq(machines.provider, provider))
        .orderBy(asc(machines.provider), asc(machines.id));
      return rows.map(machineOf);
    },
  };
}

function machineOf({ provider, description, cursor, helloAt }: typeof machines.$inferSelect): MachineRecord {
  return { provider, description, cursor, helloAt };
}
