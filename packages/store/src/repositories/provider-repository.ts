import type { MachineRecord, ProviderRepository } from "@qubix/market";
import { asc, eq, gt } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { machines, providers } from "../schema/index.ts";

/** Providers (a projection of the contract) and their machines in PostgreSQL. */
export function providerRepository(session: Session): ProviderRepository {
  const { db } = session;
  return {
    async put(provider) {
      await db.insert(providers).values(provider).onConflictDoUpdate({ target: providers.slot, set: provider });
    },
    async get(slot) {
      return (await db.select().from(providers).where(eq(providers.slot, slot)))[0];
    },
    async byOwner(identity) {
      return (await db.select().from(providers).where(eq(providers.owner, identity)))[0];
    },
    async byHot(identity) {
      return (await db.select().from(providers).where(eq(providers.hot, identity)))[0];
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
