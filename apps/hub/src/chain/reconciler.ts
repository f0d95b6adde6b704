import { BatchStatus, type ContractReader, contractReader, query } from "@qubix/contract";
import {
  type AttemptRecord,
  type ChainCursor,
  isLiveAttempt,
  type JobRecord,
  type Repositories,
  type UnitOfWork,
} from "@qubix/market";
import { isTerminalJobState, JOB_STATES } from "@qubix/protocol";
import { toHex } from "@qubix/qubic";
import type { Logger } from "winston";
import { agreeHead } from "./agree-events.ts";
import { type Applied, loadProjections, writeProjections } from "./apply-events.ts";
import { applyState, type JobStateView, readJobState } from "./apply-state.ts";
import type { BatchIndex } from "./batch-index.ts";
import { eachEntry } from "./each-entry.ts";
import type { JobProjection } from "./job-projection.ts";
import type { ChainNodes } from "./nodes.ts";
import { readEvents } from "./read-events.ts";
import type { ReceiptBuilder } from "./receipt-builder.ts";
import { batchRecord, hubRecord, modelRecord, providerRecord } from "./records.ts";
import { sellAccess } from "./sell-access.ts";

const NO_HASH = "0".repeat(64);
/** Jobs read and applied together. */
const CHUNK = 64;
/** So often a job is asked about again because it has changed meanwhile. */
const MAX_TURNS = 20;

export interface ReconcilerDeps {
  nodes: ChainNodes;
  contractIndex: number;
  store: UnitOfWork;
  index: BatchIndex;
  receipts: ReceiptBuilder;
  onApplied(applied: Applied): void;
  log: Logger;
}

/**
 * Brings the projection to the contract's state without events: at the first start, after a gap, and when the chain took
 * another course. State is the source, events are hints; an event that comes again afterwards changes nothing.
 */
export class Reconciler {
  readonly #reader: ContractReader;

  constructor(readonly deps: ReconcilerDeps) {
    this.#reader = contractReader(deps.nodes, deps.contractIndex);
  }

  /** There is no cursor yet: begins at the newest final event. @returns true once a cursor is set */
  async begin(): Promise<boolean> {
    const head = await this.#head();
    if (!head) return false;
    await this.#lists(0);
    await this.#jobs(undefined);
    return this.deps.store.projection.advance(undefined, head, []);
  }

  /** Events between the cursor and the newest are lost: reads everything that changed, and goes on from the newest. */
  async heal(cursor: ChainCursor): Promise<boolean> {
    const head = await this.#head();
    if (!head) return false;
    const sameCourse = head.nextSeq >= cursor.nextSeq && head.tick >= cursor.tick;
    if (!sameCourse) await this.deps.store.projection.rewind(head.tick);
    await this.#lists(sameCourse ? cursor.tick : 0);
    await this.#jobs(undefined);
    await this.deps.store.projection.rollBack(head);
    return true;
  }

  /** Forgets what came after `common` and derives the jobs it was about anew. */
  async rollBack(common: ChainCursor): Promise<boolean> {
    const forgotten = await this.deps.store.projection.rollBack(common);
    await this.#lists(0);
    await this.#jobs(new Set(forgotten.map(({ key }) => key)));
    return true;
  }

  /** At the start of a watch: fills the index of batches, and derives all jobs that are not over from the contract's state. */
  async start(): Promise<void> {
    const live = await this.deps.store.attempts.live(["reserved", "assigned", "authorized", "committed"], 100_000);
    for (const attempt of live) this.deps.index.note(attempt.jobKey, [attempt]);
    if (await this.deps.store.projection.cursor()) await this.#jobs(undefined);
  }

  /** Reads all that the contract has, whatever changed: participants, access that was bought, and jobs that are not over. */
  async everything(): Promise<void> {
    await this.#lists(0);
    await this.#jobs(undefined);
  }

  /** Derives one job, as after a submission of a job that the chain knows already. */
  async job(key: string): Promise<void> {
    await this.#jobs(new Set([key]));
  }

  async #head(): Promise<ChainCursor | undefined> {
    const { nodes, contractIndex } = this.deps;
    const [infos, newest] = await Promise.all([nodes.tickInfos(), readEvents(nodes, contractIndex, 0n)]);
    const info = infos[0]?.value;
    if (!info || newest.length < nodes.need) return undefined;
    const ends = newest.map(({ nextSeq }) => nextSeq).sort((a, b) => (a < b ? 1 : -1));
    const end = ends[nodes.need - 1] as bigint;
    const initial = { initialTick: info.initialTick, epoch: info.epoch };
    if (end === 0n) return { ...initial, tick: info.initialTick, nextSeq: 0n, chainHash: NO_HASH };
    const from = end > 200n ? end - 200n : 0n;
    const last = agreeHead(await readEvents(nodes, contractIndex, from), nodes.need);
    if (!last) return undefined;
    return { ...initial, tick: last.tick - 1, nextSeq: last.seq + 1n, chainHash: toHex(last.chainHash) };
  }

  /** Providers, hubs and models that changed since a tick, and access that was bought. */
  async #lists(changedSince: number): Promise<void> {
    const { store } = this.deps;
    const reader = this.#reader;
    for await (const { slot, record } of eachEntry((fromSlot) =>
      query.listProviders(reader, { fromSlot, changedSince }),
    ))
      await store.providers.put(providerRecord(slot, record));
    for await (const { slot, record } of eachEntry((fromSlot) => query.listHubs(reader, { fromSlot, changedSince })))
      await store.hubs.put(hubRecord(slot, record));
    for await (const { slot, record } of eachEntry((fromSlot) => query.listModels(reader, { fromSlot, changedSince })))
      await store.models.putChain(modelRecord(slot, record));
    for await (const { record } of eachEntry((fromSlot) => query.listSales(reader, { fromSlot, changedSince })))
      await sellAccess(store, record);
  }

  async #jobs(only: Set<string> | undefined): Promise<void> {
    for await (const chunk of this.#ownJobs(only)) {
      let keys = chunk.map(({ key }) => key);
      for (let turn = 0; keys.length > 0; turn++) {
        if (turn === MAX_TURNS) throw new Error(`job ${keys[0]} changes faster than the chain can be asked about it`);
        keys = await this.#derive(keys);
      }
    }
  }

  /**
   * Derives jobs from the contract's state. Others write meanwhile (the watcher most of all), and what the chain said before
   * they wrote may be older than what they wrote: it would undo it. So a job counts only if its rows are as they were before
   * the chain was asked. @returns keys of the jobs whose rows are not
   */
  async #derive(keys: string[]): Promise<string[]> {
    const { store, receipts, onApplied } = this.deps;
    const before = await readVersions(store, keys);
    const views = new Map<string, JobStateView>();
    // All at once: the contract's ring of events goes on turning meanwhile, and healing must be faster than it.
    const read = async (key: string) =>
      views.set(key, await readJobState(this.#reader, key, (jobKey) => receipts.build(jobKey)));
    await Promise.all(keys.map(read));
    const authorized = await this.#batches([...views.values()]);
    const moved: string[] = [];
    const applied = await store.transaction(async (within) => {
      moved.length = 0;
      const projections = await loadProjections(within, keys);
      for (const [key, { job, attempts }] of projections)
        if (versionsOf(job, attempts) !== before.get(key) && projections.delete(key)) moved.push(key);
      return this.#apply(within, projections, views, authorized);
    });
    onApplied(applied);
    return moved;
  }

  async *#ownJobs(only: Set<string> | undefined): AsyncGenerator<JobRecord[]> {
    const { jobs } = this.deps.store;
    if (only) {
      const found = await jobs.getMany([...only]);
      for (let at = 0; at < found.length; at += CHUNK) yield found.slice(at, at + CHUNK);
      return;
    }
    const states = JOB_STATES.filter((state) => !isTerminalJobState(state));
    let cursor: string | undefined;
    do {
      const page = await jobs.list({ privateOf: "everybody", states, limit: CHUNK, ...(cursor ? { cursor } : {}) });
      yield page.jobs;
      cursor = page.cursor;
    } while (cursor);
  }

  async #apply(
    within: Repositories,
    projections: Map<string, JobProjection>,
    views: Map<string, JobStateView>,
    authorized: Set<number>,
  ): Promise<Applied> {
    for (const [key, projection] of projections) {
      const view = views.get(key);
      if (!view) continue;
      const known = applyState(projection, view, (batch) => authorized.has(batch));
      if (!known && projection.job.state !== "submitted") {
        await undo(within, projection);
        projections.delete(key);
      } else {
        this.deps.index.note(key, projection.attempts);
        if (projection.isOpen) await within.waiting.add(key, projection.freeReplicas);
      }
    }
    return writeProjections(within, [...projections.values()]);
  }

  /** Stores the batches that these jobs' attempts are in. @returns the authorized ones */
  async #batches(views: JobStateView[]): Promise<Set<number>> {
    const numbers = new Set(
      views.flatMap(({ output }) =>
        output.found ? output.assignments.slice(0, output.record.placed).map(({ record }) => record.batch) : [],
      ),
    );
    const authorized = new Set<number>();
    for (const number of numbers) {
      const output = await query.getBatch(this.#reader, { batch: number });
      const record = batchRecord(output);
      if (record) await this.deps.store.batches.put(record);
      if (output.status === BatchStatus.Authorized) authorized.add(number);
    }
    return authorized;
  }
}

async function readVersions({ jobs, attempts }: Repositories, keys: string[]): Promise<Map<string, string>> {
  const rows = await jobs.getMany(keys);
  const all = await attempts.ofJobs(keys);
  return new Map(
    rows.map((job) => [
      job.key,
      versionsOf(
        job,
        all.filter(({ jobKey }) => jobKey === job.key),
      ),
    ]),
  );
}

/** Another text after each change of the job's row or of one of its attempts. */
function versionsOf(job: JobRecord, attempts: readonly AttemptRecord[]): string {
  return [job.version, ...attempts.map(({ id, version }) => `${id}.${version}`)].join(" ");
}

/** The chain's new course doesn't know the job: back to before its creation, which may still come. */
async function undo(within: Repositories, { job, attempts }: JobProjection): Promise<void> {
  await within.jobs.rollBack(job.key, { state: "submitted", slot: null });
  await within.waiting.remove(job.key);
  for (const { id, version, state } of attempts)
    if (isLiveAttempt(state) && state !== "revealed")
      await within.attempts.change(id, version, { state: "ended", endReason: "dropped" });
}
