import type { BlockRecord, ModerationRepository, ReportRecord } from "@qubix/market";
import type { ModerationSubject, OperatorAct } from "@qubix/protocol";
import { and, desc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { blocks, operatorActs, reports } from "../schema/index.ts";
import { defined } from "./rows.ts";

/** Reports, blocks and acts in PostgreSQL. */
export function moderationRepository(session: Session): ModerationRepository {
  const { db, clock } = session;
  const holds = () => or(isNull(blocks.until), gt(blocks.until, clock.now()));
  const isOf = ({ kind, id }: ModerationSubject) => and(eq(blocks.kind, kind), eq(blocks.subject, id));

  return {
    async report({ subject, reason, text, reporter }) {
      const row = { kind: subject.kind, subject: subject.id, reason, text, reporter };
      const [written] = await db
        .insert(reports)
        .values({ ...row, state: "open", createdAt: clock.now() })
        .onConflictDoUpdate({
          target: [reports.reporter, reports.kind, reports.subject],
          targetWhere: sql`state = 'open'`,
          set: { reason, text },
        })
        .returning();
      return reportOf(written!);
    },

    async reports({ state, before, limit }) {
      const wanted = [
        state === undefined ? undefined : eq(reports.state, state),
        before === undefined ? undefined : lt(reports.id, before),
      ];
      const rows = await db
        .select()
        .from(reports)
        .where(and(...wanted))
        .orderBy(desc(reports.id))
        .limit(limit);
      return rows.map(reportOf);
    },

    resolve: (operator, id, state, note) =>
      session.atomic(async (within) => {
        const [row] = await within.db
          .update(reports)
          .set({ state, note: note ?? null, resolvedAt: clock.now() })
          .where(eq(reports.id, id))
          .returning();
        if (row === undefined) return undefined;
        await record(within, {
          operator,
          act: "resolve",
          target: `report:${id}`,
          detail: `${state} ${note ?? ""}`.trim(),
        });
        return reportOf(row);
      }),

    block: (operator, { subject, reason, until }) =>
      session.atomic(async (within) => {
        const fresh = { reason, until: until ?? null, createdAt: clock.now() };
        const [row] = await within.db
          .insert(blocks)
          .values({ kind: subject.kind, subject: subject.id, ...fresh })
          .onConflictDoUpdate({ target: [blocks.kind, blocks.subject], set: fresh })
          .returning();
        const detail = until === undefined ? reason : `${reason} (until ${new Date(until).toISOString()})`;
        await record(within, { operator, act: "block", target: nameOf(subject), detail });
        return blockOf(row!);
      }),

    unblock: (operator, subject, note) =>
      session.atomic(async (within) => {
        const gone = await within.db.delete(blocks).where(isOf(subject)).returning({ id: blocks.id });
        if (gone.length > 0) await record(within, { operator, act: "unblock", target: nameOf(subject), detail: note });
        return gone.length > 0;
      }),

    async blocks({ before, limit }) {
      const wanted = and(holds(), before === undefined ? undefined : lt(blocks.id, before));
      return (await db.select().from(blocks).where(wanted).orderBy(desc(blocks.id)).limit(limit)).map(blockOf);
    },

    async blocksOf(subjects) {
      if (subjects.length === 0) return [];
      return (
        await db
          .select()
          .from(blocks)
          .where(and(holds(), or(...subjects.map(isOf))))
      ).map(blockOf);
    },

    acts({ before, limit }) {
      const wanted = before === undefined ? undefined : lt(operatorActs.id, before);
      return db.select().from(operatorActs).where(wanted).orderBy(desc(operatorActs.id)).limit(limit);
    },

    async forgetReporter(identity) {
      await db
        .update(reports)
        .set({ reporter: "A".repeat(60) })
        .where(and(eq(reports.reporter, identity), sql`state <> 'open'`));
      await db.delete(reports).where(eq(reports.reporter, identity));
    },
  };
}

async function record({ db, clock }: Session, act: Omit<OperatorAct, "id" | "time">): Promise<void> {
  await db.insert(operatorActs).values({ ...act, time: clock.now() });
}

const nameOf = ({ kind, id }: ModerationSubject): string => `${kind}:${id}`;

function reportOf({ kind, subject, ...row }: typeof reports.$inferSelect): ReportRecord {
  return { ...defined(row), subject: { kind, id: subject } };
}

function blockOf({ kind, subject, ...row }: typeof blocks.$inferSelect): BlockRecord {
  return { ...defined(row), subject: { kind, id: subject } };
}
