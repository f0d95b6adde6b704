import { BatchStatus, type ContractReader, contractReader, NO_SLOT, query } from "@qubix/contract";
import { type ChainCursor, isLiveAttempt, type JobRecord, type Repositories, type UnitOfWork } from "@qubix/market";
import { isTerminalJobState, JOB_STATES } from "@qubix/protocol";
import { toHex } from "@qubix/qubic";
import type { Logger } from "winston";
import { agreeHead } from "./agree-events.ts";
import { type Applied, loadProjections, writeProjections } from "./apply-events.ts";
import { applyState, type JobStateView, readJobState } from "./apply-state.ts";
import type { BatchIndex } from "./batch-index.ts";
import type { JobProjection } from "./job-projection.ts";
import type { ChainNodes } from "./nodes.ts";
import { readEvents } from "./read-events.ts";
import type { ReceiptBuilder } from "./receipt-builder.ts";
import { batchRecord, hubRecord, modelRecord, providerRecord } from "./records.ts";

const NO_HASH = "0".repeat(64);
/** Jobs read and applied together. */
const CHUNK = 64;

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

  /** Providers, hubs and models that changed since a tick. */
  async #lists(changedSince: number): Promise<void> {
    const { store } = this.deps;
    const reader = this.#reader;
    await eachPage(
      (fromSlot) => query.listProviders(reader, { fromSlot, changedSince }),
      ({ slot, record }) => store.providers.put(providerRecord(slot, record)),
    );
    await eachPage(
      (fromSlot) => query.listHubs(reader, { fromSlot, changedSince }),
      ({ slot, record }) => store.hubs.put(hubRecord(slot, record)),
    );
    await eachPage(
      (fromSlot) => query.listModels(reader, { fromSlot, changedSince }),
      ({ slot, record }) => store.models.putChain(modelRecord(slot, record)),
    );
  }

  async #jobs(only: Set<string> | undefined): Promise<void> {
    for await (const chunk of this.#ownJobs(only)) {
      const views = new Map<string, JobStateView>();
      for (const { key } of chunk)
        views.set(key, await readJobState(this.#reader, key, (jobKey) => this.deps.receipts.build(jobKey)));
      const authorized = await this.#batches([...views.values()]);
      const applied = await this.deps.store.transaction((within) => this.#apply(within, chunk, views, authorized));
      this.deps.onApplied(applied);
    }
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
      const page = await jobs.list({ states, limit: CHUNK, ...(cursor ? { cursor } : {}) });
      yield page.jobs;
      cursor = page.cursor;
    } while (cursor);
  }

  async #apply(
    within: Repositories,
    chunk: JobRecord[],
    views: Map<string, JobStateView>,
    authorized: Set<number>,
  ): Promise<Applied> {
    const projections = await loadProjections(
      within,
      chunk.map(({ key }) => key),
    );
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

/** The chain's new course doesn't know the job: back to before its creation, which may still come. */
async function undo(within: Repositories, { job, attempts }: JobProjection): Promise<void> {
  await within.jobs.rollBack(job.key, { state: "submitted", slot: null });
  await within.waiting.remove(job.key);
  for (const { id, version, state } of attempts)
    if (isLiveAttempt(state) && state !== "revealed")
      await within.attempts.change(id, version, { state: "ended", endReason: "dropped" });
}

async function eachPage<E>(
  page: (fromSlot: number) => Promise<{ nextSlot: number; count: number; entries: E[] }>,
  take: (entry: E) => Promise<void>,
): Promise<void> {
  for (let slot = 0; slot !== NO_SLOT; ) {
    const { nextSlot, count, entries } = await page(slot);
    for (const entry of entries.slice(0, count)) await take(entry);
    if (nextSlot !== NO_SLOT && nextSlot <= slot) return;
    slot = nextSlot;
  }
}
