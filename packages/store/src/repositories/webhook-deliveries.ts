import type { DeliveryRecord, NewDelivery, WebhookRepository } from "@qubix/market";
import type { DeliveryAttempt, DeliveryState } from "@qubix/protocol";
import { and, asc, desc, eq, gte, inArray, lt, ne, type SQL, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { webhookDeliveries } from "../schema/index.ts";
import { defined } from "./rows.ts";

/** Tries that a delivery remembers. */
const MAX_ATTEMPTS = 20;

type Statements = Pick<WebhookRepository, "pending" | "giveUp" | "forget" | "delivery" | "deliveries" | "replay"> & {
  addAttempt(id: number, attempt: DeliveryAttempt, state: DeliveryState, dueAt: number): Promise<void>;
};

/** What is done with deliveries alone. */
export function webhookDeliveryStatements({ db, clock }: Session): Statements {
  const table = webhookDeliveries;
  const isPending = eq(table.state, "pending");
  const list = async (where: SQL | undefined, order: SQL, limit: number): Promise<DeliveryRecord[]> =>
    (await db.select().from(table).where(where).orderBy(order).limit(limit)).map(defined);

  return {
    pending: (webhook, limit) => list(and(eq(table.webhook, webhook), isPending), asc(table.id), limit),

    async delivery(webhook, id) {
      return (await list(and(eq(table.id, id), eq(table.webhook, webhook)), asc(table.id), 1))[0];
    },

    deliveries(webhook, { state, before, limit }) {
      const wanted = [
        state === undefined ? undefined : eq(table.state, state),
        before === undefined ? undefined : lt(table.id, before),
      ];
      return list(and(eq(table.webhook, webhook), ...wanted), desc(table.id), limit);
    },

    async replay(webhook, { delivery, from, to, states }) {
      const now = clock.now();
      const rows = await db
        .update(table)
        .set({ state: "pending", tries: 0, dueAt: now, since: now })
        .where(
          and(
            eq(table.webhook, webhook),
            ne(table.state, "pending"),
            delivery === undefined ? undefined : eq(table.id, delivery),
            from === undefined ? undefined : gte(table.createdAt, from),
            to === undefined ? undefined : lt(table.createdAt, to),
            states === undefined ? undefined : inArray(table.state, [...states]),
          ),
        )
        .returning({ id: table.id });
      return rows.length;
    },

    async giveUp(askedBefore) {
      const rows = await db
        .update(table)
        .set({ state: "failed" })
        .where(and(isPending, lt(table.since, askedBefore)))
        .returning({ id: table.id });
      return rows.length;
    },

    async forget(madeBefore, limit) {
      const old = db
        .select({ id: table.id })
        .from(table)
        .where(and(lt(table.createdAt, madeBefore), ne(table.state, "pending")))
        .orderBy(asc(table.createdAt))
        .limit(limit);
      return (await db.delete(table).where(inArray(table.id, old)).returning({ id: table.id })).length;
    },

    async addAttempt(id, attempt, state, dueAt) {
      const all = sql`${table.attempts} || ${JSON.stringify([attempt])}::jsonb`;
      await db
        .update(table)
        .set({
          state,
          dueAt,
          tries: sql`${table.tries} + 1`,
          attempts: sql`case when jsonb_array_length(${table.attempts}) < ${MAX_ATTEMPTS} then ${all} else (${all}) - 0 end`,
        })
        .where(eq(table.id, id));
    },
  };
}

/** Adds messages in their order; ones that the endpoint has are left out. @returns ids of those that are new */
export async function addDeliveries(
  { db, clock }: Session,
  webhook: string,
  deliveries: readonly NewDelivery[],
): Promise<number[]> {
  if (deliveries.length === 0) return [];
  const now = clock.now();
  const fresh = { webhook, state: "pending", attempts: [], tries: 0, dueAt: now, since: now, createdAt: now } as const;
  const rows = await db
    .insert(webhookDeliveries)
    .values(deliveries.map((delivery) => ({ ...delivery, ...fresh, attempts: [] })))
    .onConflictDoNothing()
    .returning({ id: webhookDeliveries.id });
  return rows.map(({ id }) => id);
}
