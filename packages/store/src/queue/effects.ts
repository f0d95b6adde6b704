import type { EffectHandler, Effects } from "@qubix/market";
import { eq, sql } from "drizzle-orm";
import { assertOutside } from "../database/inside-transaction.ts";
import type { Session } from "../database/session.ts";
import { outbox } from "../schema/index.ts";
import { bringForward, claimDue } from "./claim-due.ts";
import type { EffectQueue, EffectWorker, QueueFactory } from "./queue-factory.ts";

const POLL_MS = 1000;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 600_000;

/** Effects with the means to end them. */
export interface RunningEffects extends Effects {
  /** What the queue holds, by kind and state, of the kinds that were queued here. */
  queued(): Promise<Record<string, Record<string, number>>>;
  close(): Promise<void>;
}

/**
 * The relay and the workers. The outbox is the truth: the queue only spreads the work, and emptying it costs time,
 * nothing else, since what is not done in time is handed to it again. A failure moves the row's due time, doubling.
 */
export function runEffects(session: Session, factory: QueueFactory, onError: (error: Error) => void): RunningEffects {
  const queues = new Map<string, EffectQueue>();
  const workers: EffectWorker[] = [];
  let turn: Promise<void> = Promise.resolve();
  let closed = false;

  function queueOf(kind: string) {
    let queue = queues.get(kind);
    if (queue === undefined) {
      queue = factory.queue(`effects-${kind}`);
      queue.on("error", onError);
      queues.set(kind, queue);
    }
    return queue;
  }

  async function relay(): Promise<void> {
    for (;;) {
      const rows = await claimDue(session);
      for (const kind of new Set(rows.map((row) => row.kind))) {
        const jobs = rows.filter((row) => row.kind === kind).map(({ id }) => job(kind, id));
        await queueOf(kind).addBulk(jobs);
      }
      if (rows.length === 0 || closed) return;
    }
  }

  /** One turn after the other; each sees what was committed before it began. */
  function flush(): Promise<void> {
    const next = turn.then(() => (closed ? undefined : relay()));
    turn = next.catch(onError);
    return next;
  }

  const timer = setInterval(() => void flush().catch(() => undefined), POLL_MS);

  return {
    flush() {
      assertOutside("The queue");
      return flush();
    },
    async refill() {
      assertOutside("The queue");
      await bringForward(session);
      await flush();
      return session.db.$count(outbox);
    },
    async handle(kind, handler, concurrency = 4) {
      const worker = factory.worker(`effects-${kind}`, (job) => perform(session, job.data.id, handler), concurrency);
      worker.on("error", onError);
      workers.push(worker);
    },
    async queued() {
      const depths = [...queues].map(
        async ([kind, queue]) => [kind, await queue.getJobCounts("waiting", "active", "delayed")] as const,
      );
      return Object.fromEntries(await Promise.all(depths));
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await turn;
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/** The id keeps a row from being queued twice at a time; it leaves the queue at its end either way. */
function job(kind: string, id: number) {
  return { name: kind, data: { id }, opts: { jobId: `effect-${id}`, removeOnComplete: true, removeOnFail: true } };
}

async function perform({ db, clock }: Session, id: number, handler: EffectHandler): Promise<void> {
  const [row] = await db.select().from(outbox).where(eq(outbox.id, id));
  if (row === undefined) return; // done before
  try {
    await handler(row.payload);
    await db.delete(outbox).where(eq(outbox.id, id));
  } catch (error) {
    const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(row.tries, 20), LAST_RETRY_MS);
    await db
      .update(outbox)
      .set({ tries: sql`${outbox.tries} + 1`, dueAt: clock.now() + wait, lastError: String(error).slice(0, 1000) })
      .where(eq(outbox.id, id));
  }
}
