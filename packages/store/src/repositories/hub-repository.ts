import type { HubRepository } from "@qubix/market";
import { asc, eq, lte } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { hubs } from "../schema/index.ts";

/** Hubs (a projection of the contract) in PostgreSQL. */
export function hubRepository({ db }: Session): HubRepository {
  return {
    async put(hub) {
      await db
        .insert(hubs)
        .values(hub)
        .onConflictDoUpdate({ target: hubs.slot, set: hub, setWhere: lte(hubs.changedTick, hub.changedTick) });
    },
    async get(slot) {
      return (await db.select().from(hubs).where(eq(hubs.slot, slot)))[0];
    },
    list: () => db.select().from(hubs).orderBy(asc(hubs.slot)),
  };
}
