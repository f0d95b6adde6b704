import { type JobRecord, OPEN_JOB_STATES, type Reservation, type ReservationRefusal } from "@qubix/market";
import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import { columnValues, isAnyOf } from "../database/arrays.ts";
import type { Session } from "../database/session.ts";
import { attempts, providers, waiting } from "../schema/index.ts";
import { lockJobs } from "./job-repository.ts";
import { lockMachines } from "./machine-feed.ts";

const OPEN: readonly string[] = OPEN_JOB_STATES;

interface Places {
  free: number;
}

/** What some reservations have room for, read under the locks of jobs, providers and machines; each one takes its part of it. */
export class ReservationRoom {
  /** Jobs that have their first reservation now. */
  readonly matched: JobRecord[] = [];

  private constructor(
    private readonly jobs: ReadonlyMap<string, JobRecord>,
    private readonly waiting: Set<string>,
    private readonly providers: ReadonlyMap<number, Places>,
    private readonly machines: ReadonlyMap<string, Places & { cursor: number }>,
  ) {}

  static async lock(session: Session, items: readonly Reservation[]): Promise<ReservationRoom> {
    const jobs = await lockJobs(
      session,
      items.map(({ jobKey }) => jobKey),
    );
    return new ReservationRoom(
      new Map(jobs.map((job) => [job.key, job])),
      await lockWaiting(session, items),
      await lockProviders(session, items),
      await roomOfMachines(session, items),
    );
  }

  /** @returns why there is none; undefined when the item has its place */
  take(item: Reservation): ReservationRefusal | undefined {
    const job = this.jobs.get(item.jobKey);
    if (job === undefined || !OPEN.includes(job.state)) return "job-changed";
    // Its other replicas may be reserved by this very call.
    const isFirst = job.state === "funded" && !this.matched.includes(job);
    if (isFirst && job.version !== item.jobVersion) return "job-changed";
    if (!this.waiting.has(replicaOf(item))) return "not-waiting";
    const provider = this.providers.get(item.provider);
    if (provider === undefined || provider.free <= 0) return "provider-full";
    const machine = this.machines.get(machineOf(item));
    if (machine === undefined || machine.free <= 0) return "machine-full";
    if (isFirst) this.matched.push(job);
    this.waiting.delete(replicaOf(item));
    provider.free--;
    machine.free--;
    return undefined;
  }

  /** Where the feed of an item's machine stands. */
  cursorOf(item: Pick<Reservation, "provider" | "machine">): number {
    return this.machines.get(machineOf(item))!.cursor;
  }
}

async function lockWaiting({ db }: Session, items: readonly Reservation[]): Promise<Set<string>> {
  const rows = await db
    .select({ jobKey: waiting.jobKey, replica: waiting.replica })
    .from(waiting)
    .where(
      isAnyOf(
        waiting.jobKey,
        items.map(({ jobKey }) => jobKey),
      ),
    )
    .orderBy(asc(waiting.jobKey), asc(waiting.replica))
    .for("update");
  return new Set(rows.map(replicaOf));
}

/** Free of a provider is what its capacity leaves beside what the chain knows and what it will. */
async function lockProviders({ db }: Session, items: readonly Reservation[]): Promise<Map<number, Places>> {
  const slots = [...new Set(items.map(({ provider }) => provider))];
  const rows = await db
    .select({ slot: providers.slot, capacity: providers.capacity, live: providers.live })
    .from(providers)
    .where(isAnyOf(providers.slot, slots))
    .orderBy(asc(providers.slot))
    .for("update");
  const reserved = await db
    .select({ slot: attempts.provider, n: count() })
    .from(attempts)
    .where(and(isAnyOf(attempts.provider, slots), eq(attempts.state, "reserved")))
    .groupBy(attempts.provider);
  const taken = new Map(reserved.map(({ slot, n }) => [slot, n]));
  return new Map(rows.map(({ slot, capacity, live }) => [slot, { free: capacity - live - (taken.get(slot) ?? 0) }]));
}

async function roomOfMachines(session: Session, items: readonly Reservation[]) {
  const rows = await lockMachines(session, items);
  const held = await session.db
    .select({ provider: attempts.provider, machine: attempts.machine, n: count() })
    .from(attempts)
    .where(
      and(
        sql`(${attempts.provider}, ${attempts.machine}) in (select * from unnest(
          ${columnValues(
            attempts.provider,
            rows.map(({ provider }) => provider),
          )},
          ${columnValues(
            attempts.machine,
            rows.map(({ id }) => id),
          )}))`,
        inArray(attempts.state, ["reserved", "assigned", "authorized"]),
      ),
    )
    .groupBy(attempts.provider, attempts.machine);
  const taken = new Map(held.map((row) => [machineOf(row), row.n]));
  return new Map(
    rows.map(({ provider, id, slots, cursor }) => {
      const machine = machineOf({ provider, machine: id });
      return [machine, { free: slots - (taken.get(machine) ?? 0), cursor }];
    }),
  );
}

const replicaOf = ({ jobKey, replica }: Pick<Reservation, "jobKey" | "replica">) => `${jobKey}.${replica}`;
const machineOf = ({ provider, machine }: Pick<Reservation, "provider" | "machine">) => `${provider}:${machine}`;
