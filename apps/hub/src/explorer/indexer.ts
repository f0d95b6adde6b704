import type { ChainIndex } from "@qubix/market";
import type { FoundTick } from "../gateway/chain-gateway.ts";
import { contentOf } from "./tick-content.ts";

/** Ticks in one database transaction. */
const TURN = 32;
/** Farther behind than that it leaves ticks out: nodes would be asked for them for long, and keep them no longer anyway. */
const MOST_BEHIND = 4_096;

export interface IndexerDeps {
  index: Pick<ChainIndex, "span" | "put">;
  /** A past tick's content; undefined for an empty one. */
  readTick(tick: number): Promise<FoundTick | undefined>;
  /** Last tick that the nodes agree on. */
  finalTick(): number;
}

/**
 * Follows the chain behind the projection of events, and writes down what ticks had. It may fall behind, and then leaves out
 * ticks: the span of the index begins anew after them. A turn puts its ticks in the place of what was there, so it can be repeated.
 */
export class Indexer {
  constructor(readonly deps: IndexerDeps) {}

  /** One turn. What is left waits for the next one, so that jobs come first. */
  async step(): Promise<void> {
    const { index, readTick, finalTick } = this.deps;
    const last = finalTick();
    if (last === 0) return;
    const span = await index.span();
    const next = span ? span.to + 1 : last;
    if (next > last) return;
    const from = Math.max(next, last - MOST_BEHIND + 1);
    const to = Math.min(last, from + TURN - 1);
    const contents = [];
    for (let tick = from; tick <= to; tick++) {
      const found = await readTick(tick);
      if (found) contents.push(contentOf(found));
    }
    await index.put(
      { from: span && from === next ? span.from : from, to },
      {
        ...{ from, to },
        ticks: contents.map(({ tick }) => tick),
        transactions: contents.flatMap(({ transactions }) => transactions),
      },
    );
  }
}
