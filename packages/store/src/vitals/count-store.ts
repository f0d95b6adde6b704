import { isTerminalJobState, JOB_STATES } from "@qubix/protocol";
import { inArray, min, notInArray, sql } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { attempts, jobs, outbox, waiting } from "../schema/index.ts";

/** What is not over. Instants are milliseconds since 1970. */
export interface StoreCounts {
  /** Jobs by state, those that are over left out. */
  jobs: Record<string, number>;
  /** Their escrow in QU. */
  escrow: bigint;
  attempts: Record<string, number>;
  waiting: { count: number; oldest: number | undefined };
  /** Side effects; `due` is the time of the one that is due longest. */
  outbox: { count: number; due: number | undefined };
}

const ACTIVE = JOB_STATES.filter((state) => !isTerminalJobState(state));
const count = sql<number>`count(*)::int`;

export async function countStore({ db }: Session): Promise<StoreCounts> {
  const byState = await db
    .select({ state: jobs.state, count, escrow: sql<string>`sum(${jobs.escrow})::text` })
    .from(jobs)
    .where(inArray(jobs.state, ACTIVE))
    .groupBy(jobs.state);
  const live = await db
    .select({ state: attempts.state, count })
    .from(attempts)
    .where(notInArray(attempts.state, ["settled", "ended"]))
    .groupBy(attempts.state);
  const [replicas] = await db.select({ count, oldest: min(waiting.since) }).from(waiting);
  const [effects] = await db.select({ count, due: min(outbox.dueAt) }).from(outbox);
  return {
    jobs: { ...zeros(ACTIVE), ...counted(byState) },
    escrow: byState.reduce((sum, { escrow }) => sum + BigInt(escrow), 0n),
    attempts: counted(live),
    waiting: { count: replicas?.count ?? 0, oldest: replicas?.oldest ?? undefined },
    outbox: { count: effects?.count ?? 0, due: effects?.due ?? undefined },
  };
}

function counted(rows: { state: string; count: number }[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

function zeros(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, 0]));
}
