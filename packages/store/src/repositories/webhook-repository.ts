import type { NewWebhook, WebhookPatch, WebhookRecord, WebhookRepository } from "@qubix/market";
import { and, asc, eq, exists, gt, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { accountFeeds, webhookDeliveries, webhookMarks, webhooks } from "../schema/index.ts";
import { defined } from "./rows.ts";
import { webhookActivity } from "./webhook-activity.ts";
import { addDeliveries, webhookDeliveryStatements } from "./webhook-deliveries.ts";

/** Endpoints and their deliveries in PostgreSQL. */
export function webhookRepository(session: Session): WebhookRepository {
  const { db, clock } = session;
  const list = async (where: SQL | undefined, limit = 10_000): Promise<WebhookRecord[]> =>
    (await db.select().from(webhooks).where(where).orderBy(asc(webhooks.createdAt), asc(webhooks.id)).limit(limit)).map(
      defined,
    );
  const active = eq(webhooks.state, "active");

  return {
    insert: (webhook, max) => session.atomic((within) => insert(within, webhook, max)),
    get: async (id) => (await list(eq(webhooks.id, id)))[0],
    ofOwner: (owner) => list(eq(webhooks.owner, owner)),
    update: (id, patch) => update(session, id, patch),

    remove: (id) =>
      session.atomic(async (within) => {
        await within.db.delete(webhookDeliveries).where(eq(webhookDeliveries.webhook, id));
        await within.db.delete(webhookMarks).where(eq(webhookMarks.webhook, id));
        return (await within.db.delete(webhooks).where(eq(webhooks.id, id)).returning({ id: webhooks.id })).length > 0;
      }),

    withNews(limit) {
      const gone = db
        .select({ one: sql`1` })
        .from(accountFeeds)
        .where(and(eq(accountFeeds.identity, webhooks.owner), gt(accountFeeds.last, webhooks.cursor)));
      return list(and(active, exists(gone)), limit);
    },

    collect: ({ id, cursor: expected }, cursor, deliveries) =>
      session.atomic(async (within) => {
        const moved = await within.db
          .update(webhooks)
          .set({ cursor })
          .where(and(eq(webhooks.id, id), eq(webhooks.cursor, expected)))
          .returning({ id: webhooks.id });
        if (moved.length > 0) await addDeliveries(within, id, deliveries);
        return moved.length > 0;
      }),

    ready(now, limit) {
      const due = db
        .select({ one: sql`1` })
        .from(webhookDeliveries)
        .where(
          and(
            eq(webhookDeliveries.webhook, webhooks.id),
            eq(webhookDeliveries.state, "pending"),
            lte(webhookDeliveries.dueAt, now),
          ),
        );
      return list(and(active, or(isNull(webhooks.retryAt), lte(webhooks.retryAt, now)), exists(due)), limit);
    },

    recordSuccess: ({ id, webhook }, attempt) =>
      session.atomic(async (within) => {
        await webhookDeliveryStatements(within).addAttempt(id, attempt, "delivered", clock.now());
        await within.db
          .update(webhooks)
          .set({ failures: 0, failingSince: null, retryAt: null })
          .where(and(eq(webhooks.id, webhook), gt(webhooks.failures, 0)));
      }),

    recordFailure: ({ id, webhook }, attempt, dueAt, rest) =>
      session.atomic(async (within) => {
        await webhookDeliveryStatements(within).addAttempt(id, attempt, "pending", dueAt);
        const [current] = await within.db.select().from(webhooks).where(eq(webhooks.id, webhook)).for("update");
        if (current === undefined) return undefined;
        const now = clock.now();
        const failures = current.failures + 1;
        const restMs = rest(failures);
        const [row] = await within.db
          .update(webhooks)
          .set({ failures, failingSince: current.failingSince ?? now, retryAt: restMs === 0 ? null : now + restMs })
          .where(eq(webhooks.id, webhook))
          .returning();
        return defined(row!);
      }),

    followingActivity: () => list(and(active, sql`${webhooks.events} && array['job.log', 'job.progress']`)),
    ...webhookActivity(session),
    ...webhookDeliveryStatements(session),

    async addDelivery(webhook, delivery) {
      const [id] = await addDeliveries(session, webhook, [delivery]);
      const [row] = await db
        .select()
        .from(webhookDeliveries)
        .where(inArray(webhookDeliveries.id, id === undefined ? [] : [id]));
      return defined(row!);
    },
  };

  async function update({ db }: Session, id: string, patch: WebhookPatch): Promise<WebhookRecord | undefined> {
    const [row] = await db
      .update(webhooks)
      .set({ ...patch, updatedAt: clock.now() })
      .where(eq(webhooks.id, id))
      .returning();
    return row && defined(row);
  }
}

async function insert({ db, clock }: Session, webhook: NewWebhook, max: number): Promise<WebhookRecord | undefined> {
  // The feed's row, if there is one, is where two insertions of one account take turns.
  const [feed] = await db.select().from(accountFeeds).where(eq(accountFeeds.identity, webhook.owner)).for("update");
  const others = await db.select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.owner, webhook.owner));
  if (others.length >= max) return undefined;
  const now = clock.now();
  const state = { state: "active", cursor: feed?.last ?? 0, failures: 0, createdAt: now, updatedAt: now } as const;
  const [row] = await db
    .insert(webhooks)
    .values({ ...webhook, ...state })
    .returning();
  return defined(row!);
}
