import { type ContractReader, chainHashOf, contractReader, type Event } from "@qubix/contract";
import type { ChainCursor, ChainEventRecord, UnitOfWork } from "@qubix/market";
import { fromHex, toHex } from "@qubix/qubic";
import type { Logger } from "winston";
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
  /** When the current tick is a new one. */
  onTick(): void;
  log: Logger;
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
    const { store, view, index, log } = this.deps;
    const next = nextCursor(cursor, pages, agreement);
    if (next.tick === cursor.tick && agreement.events.length === 0) {
      view.noteProjected(cursor.nextSeq, cursor.tick);
      this.#cursor = cursor;
      return;
    }
    const records = agreement.events.map(eventRecord);
    const details = await this.#details(agreement.events, records);
    for (let conflict = 0; ; conflict++) {
      try {
        const applied = await store.transaction(async (within) => {
          const result = await applyEvents(within, agreement.events, details, index);
          if (!(await within.projection.advance(cursor, next, records))) throw new CursorMoved();
          return result;
        });
        view.noteProjected(next.nextSeq, next.tick);
        this.#cursor = next;
        if (details.configChanged || details.hubs.length > 0) await view.refresh();
        this.deps.onApplied(applied);
        return;
      } catch (error) {
        if (error instanceof CursorMoved) return log.warn("another watcher moved the cursor");
        if (!(error instanceof ProjectionConflict) || conflict >= MAX_CONFLICTS) throw error;
      }
    }
  }

  async #details(events: Event[], records: ChainEventRecord[]) {
    const keys = [...new Set(events.map(jobKeyIn))];
    const own = new Set((keys.length > 0 ? await this.deps.store.jobs.getMany(keys) : []).map(({ key }) => key));
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
