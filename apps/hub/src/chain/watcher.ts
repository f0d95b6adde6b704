import { type ContractReader, chainHashOf, contractReader, type Event } from "@qubix/contract";
import type { ChainCursor, ChainEventRecord, UnitOfWork } from "@qubix/market";
import { fromHex, toHex } from "@qubix/qubic";
import type { Logger } from "winston";
import type { JobObserver } from "../observe/job-observer.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { Position } from "../roles/role-signals.ts";
import { type Agreement, agreeEvents } from "./agree-events.ts";
import { type Applied, applyEvents, ProjectionConflict } from "./apply-events.ts";
import type { BatchIndex } from "./batch-index.ts";
import { collectDetails } from "./collect-details.ts";
import { jobKeyIn } from "./event-fields.ts";
import { findCommon } from "./find-common.ts";
import type { HubChainView } from "./hub-chain-view.ts";
import type { ChainNodes } from "./nodes.ts";
import { type EventPage, readEvents } from "./read-events.ts";
import type { ReceiptBuilder } from "./receipt-builder.ts";
import type { Reconciler } from "./reconciler.ts";

const MAX_CONFLICTS = 8;
/** Ticks in which nothing happened move the stored cursor this often: a new leader looks at them again. */
const IDLE_WRITE_MS = 500;

export interface WatcherDeps {
  nodes: ChainNodes;
  contractIndex: number;
  store: UnitOfWork;
  view: HubChainView;
  index: BatchIndex;
  reconciler: Reconciler;
  receipts: ReceiptBuilder;
  /** After each commit. */
  onApplied(applied: Applied): void;
  /** After each step, in which there may have been nothing but ticks. */
  onProjected(position: Position): void;
  /** When the current tick is a new one. */
  onTick(): void;
  log: Logger;
  metrics: Pick<Metrics, "chain" | "money">;
  observer: Pick<JobObserver, "projected">;
}

/**
 * Follows the contract's events on all listed nodes and projects the final ones into the store: events, what follows from
 * them, and the cursor in one transaction. What events can't tell (a gap, another course of the chain) is healed from state.
 * Only one watcher of a hub runs at a time.
 */
export class Watcher {
  readonly #reader: ContractReader;
  /** As last read or written; read again whenever anything else than following moved it. */
  #cursor: ChainCursor | undefined;
  /** Tick up to which everything is projected; the stored cursor may be a moment behind where ticks brought nothing. */
  #tick = 0;
  #writeAt = 0;

  constructor(readonly deps: WatcherDeps) {
    this.#reader = contractReader(deps.nodes, deps.contractIndex);
  }

  /** @returns true when there may be more to read at once */
  async step(): Promise<boolean> {
    const { nodes, contractIndex, store, view, reconciler, log } = this.deps;
    const cursor = this.#cursor ?? (await store.projection.cursor());
    this.#cursor = undefined;
    if (!cursor) return reconciler.begin();
    const pages = await readEvents(nodes, contractIndex, cursor.nextSeq);
    if (view.noteTicks(pages, nodes.need)) this.deps.onTick();
    if (pages.length < nodes.need) {
      this.#cursor = cursor;
      return false;
    }
    const agreement = this.#agree(pages, cursor);
    this.#tell(pages, cursor, agreement.kind);
    if (agreement.kind === "gap") {
      log.warn("events were missed; reading the contract's state", { nextSeq: String(cursor.nextSeq) });
      return reconciler.heal(cursor);
    }
    if (agreement.kind === "rollback") {
      log.warn("the chain took another course; rolling back", { nextSeq: String(cursor.nextSeq) });
      const common = await findCommon(nodes, contractIndex, store.projection, cursor);
      return common ? reconciler.rollBack(common) : reconciler.heal(cursor);
    }
    await this.#project(cursor, pages, agreement);
    return agreement.events.length > 0;
  }

  #agree(pages: EventPage[], cursor: ChainCursor): Agreement<Event> {
    const at = { seq: cursor.nextSeq, chainHash: fromHex(cursor.chainHash) };
    return agreeEvents(pages, at, this.deps.nodes.need, chainHashOf);
  }

  async #project(cursor: ChainCursor, pages: EventPage[], agreement: Agreement<Event> & { kind: "final" }) {
    const { store, index, log } = this.deps;
    const next = nextCursor(cursor, pages, agreement);
    if (agreement.events.length === 0 && (next.tick === this.#tick || performance.now() < this.#writeAt)) {
      this.#cursor = cursor;
      return this.#projected(next, false);
    }
    const begun = Date.now();
    const records = agreement.events.map(eventRecord);
    const details = await this.#details(agreement.events, records);
    for (let conflict = 0; ; conflict++) {
      try {
        const applied = await store.transaction(async (within) => {
          const result = await applyEvents(within, agreement.events, details, index);
          if (!(await within.projection.advance(cursor, next, records))) throw new CursorMoved();
          return result;
        });
        this.#cursor = next;
        this.#writeAt = performance.now() + IDLE_WRITE_MS;
        this.deps.onApplied(applied);
        this.#projected(next, details.configChanged || details.hubs.length > 0);
        this.#count(agreement.events, applied, begun);
        return;
      } catch (error) {
        if (error instanceof CursorMoved) return log.warn("another watcher moved the cursor");
        if (!(error instanceof ProjectionConflict) || conflict >= MAX_CONFLICTS) throw error;
      }
    }
  }

  #projected({ nextSeq, tick }: ChainCursor, changed: boolean): void {
    if (tick === this.#tick && !changed) return;
    this.#tick = tick;
    this.deps.onProjected({ nextSeq, tick, changed });
  }

  #tell(pages: EventPage[], { nextSeq }: ChainCursor, kind: Agreement<Event>["kind"]): void {
    const { chain } = this.deps.metrics;
    const ahead = pages.map((page) => page.nextSeq).reduce((most, seq) => (seq > most ? seq : most), nextSeq);
    chain.behind(ahead - nextSeq);
    if (kind !== "final") chain.broke(kind);
  }

  #count(events: Event[], { jobs }: Applied, begun: number): void {
    const { metrics, observer } = this.deps;
    for (const { type, amount } of events) {
      metrics.chain.event(type);
      metrics.money.event(type, amount);
    }
    metrics.chain.projected((Date.now() - begun) / 1_000);
    observer.projected(
      jobs.map(({ key }) => key),
      begun,
    );
  }

  async #details(events: Event[], records: ChainEventRecord[]) {
    const keys = [...new Set(events.map(jobKeyIn))];
    const own = new Set((await this.deps.store.jobs.heads(keys)).keys());
    return collectDetails(this.#reader, events, own, (key) => this.deps.receipts.build(key, records));
  }
}

class CursorMoved extends Error {}

function nextCursor(
  cursor: ChainCursor,
  pages: EventPage[],
  agreement: Agreement<Event> & { kind: "final" },
): ChainCursor {
  const last = agreement.events.at(-1);
  return {
    initialTick: cursor.initialTick,
    epoch: Math.max(cursor.epoch, ...pages.map(({ epoch }) => epoch)),
    tick: Math.max(cursor.tick, agreement.tick ?? 0),
    nextSeq: last ? last.seq + 1n : cursor.nextSeq,
    chainHash: last ? toHex(last.chainHash) : cursor.chainHash,
  };
}

export function eventRecord(event: Event): ChainEventRecord {
  const { seq, tick, epoch, type, slot, other, amount } = event;
  return { seq, tick, epoch, type, slot, other, amount, key: toHex(event.key), chainHash: toHex(event.chainHash) };
}
