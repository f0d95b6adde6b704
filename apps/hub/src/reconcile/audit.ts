import { BatchStatus, type ContractReader, query } from "@qubix/contract";
import type { JobRecord, UnitOfWork, WaitingReplica } from "@qubix/market";
import { type Difference, isTerminalJobState, JOB_STATES } from "@qubix/protocol";
import { identityFromPublicKey, toHex } from "@qubix/qubic";
import { type JobStateView, readJobState } from "../chain/apply-state.ts";
import { eachEntry } from "../chain/each-entry.ts";
import { hubRecord, modelRecord, providerRecord } from "../chain/records.ts";
import { soldModel } from "../chain/sell-access.ts";
import { compareJob } from "./compare-job.ts";
import { compareRows } from "./difference.ts";

const PAGE = 500;

interface AuditDeps {
  store: UnitOfWork;
  reader: ContractReader;
  /** The hub's slot on the chain. */
  hub: number;
}

/** Compares the whole database with the contract's state, without changing anything. */
export class Audit {
  readonly #batches = new Map<number, boolean>();

  constructor(readonly deps: AuditDeps) {}

  async differences(): Promise<Difference[]> {
    const found: Difference[] = [];
    for await (const difference of this.#all()) found.push(difference);
    return found;
  }

  async *#all(): AsyncGenerator<Difference> {
    yield* this.#participants();
    yield* this.#sales();
    const waiting = await this.#waiting();
    const seen = new Set<string>();
    for await (const job of this.#openJobs()) {
      seen.add(job.key);
      yield* await this.#compare(job, waiting.get(job.key) ?? []);
    }
    yield* this.#jobsOnChain(seen);
  }

  async #compare(job: JobRecord, waiting: number[]): Promise<Difference[]> {
    // The receipt is built from the chain only when a job is projected; here it is enough that there is one.
    const view = await readJobState(this.deps.reader, job.key, async () => job.receipt);
    await this.#readBatches(view);
    const attempts = await this.deps.store.attempts.ofJob(job.key);
    return compareJob({ job, attempts, waiting }, view, (batch) => this.#batches.get(batch) === true);
  }

  async *#participants(): AsyncGenerator<Difference> {
    const { store, reader } = this.deps;
    const all = { changedSince: 0 };
    for await (const { slot, record } of eachEntry((fromSlot) => query.listProviders(reader, { fromSlot, ...all })))
      yield* compareRows("provider", String(slot), await store.providers.get(slot), providerRecord(slot, record));
    for await (const { slot, record } of eachEntry((fromSlot) => query.listHubs(reader, { fromSlot, ...all })))
      yield* compareRows("hub", String(slot), await store.hubs.get(slot), hubRecord(slot, record));
    for await (const { slot, record } of eachEntry((fromSlot) => query.listModels(reader, { fromSlot, ...all })))
      yield* compareRows("model", String(slot), await store.models.chainBySlot(slot), modelRecord(slot, record));
  }

  /** Buyers that are not let in. */
  async *#sales(): AsyncGenerator<Difference> {
    const { store, reader } = this.deps;
    const names = new Map<number, string | undefined>();
    for await (const { record } of eachEntry((fromSlot) => query.listSales(reader, { fromSlot, changedSince: 0 }))) {
      const { model, buyer } = record;
      if (!names.has(model)) names.set(model, await soldModel(store, model));
      const name = names.get(model);
      if (name === undefined) continue;
      const identity = identityFromPublicKey(buyer);
      if ((await store.catalog.access(name, identity))?.paid != null) continue;
      yield { what: "model", id: String(model), field: `access of ${identity}`, chain: "bought" };
    }
  }

  /** Jobs that the contract has and the database has not, or calls over. */
  async *#jobsOnChain(seen: Set<string>): AsyncGenerator<Difference> {
    const { store, reader, hub } = this.deps;
    for await (const { record } of eachEntry((fromSlot) => query.listJobs(reader, { fromSlot, changedSince: 0 }))) {
      const key = toHex(record.key);
      if (record.hub !== hub || record.createdTick === 0 || seen.has(key)) continue;
      const job = await store.jobs.get(key);
      if (!job) yield { what: "job", id: key, field: "row", chain: "live" };
      else if (isTerminalJobState(job.state)) yield* await this.#compare(job, []);
    }
  }

  async *#openJobs(): AsyncGenerator<JobRecord> {
    const states = JOB_STATES.filter((state) => !isTerminalJobState(state));
    let cursor: string | undefined;
    do {
      const page = await this.deps.store.jobs.list({
        privateOf: "everybody",
        states,
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      });
      yield* page.jobs;
      cursor = page.cursor;
    } while (cursor);
  }

  async #waiting(): Promise<Map<string, number[]>> {
    const rows = new Map<string, number[]>();
    for (let after: WaitingReplica | undefined; ; ) {
      const page = await this.deps.store.waiting.list(PAGE, after);
      for (const { jobKey, replica } of page) rows.set(jobKey, [...(rows.get(jobKey) ?? []), replica]);
      if (page.length < PAGE) return rows;
      after = page.at(-1);
    }
  }

  async #readBatches({ output }: JobStateView): Promise<void> {
    if (!output.found) return;
    for (const { record } of output.assignments.slice(0, output.record.placed)) {
      if (this.#batches.get(record.batch)) continue;
      const { status } = await query.getBatch(this.deps.reader, { batch: record.batch });
      this.#batches.set(record.batch, status === BatchStatus.Authorized);
    }
  }
}
