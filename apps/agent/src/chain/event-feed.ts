import { type EventCursor, EventType, followEvents, query } from "@qubix/contract";
import { toHex } from "@qubix/qubic";
import type { ChainReader } from "./chain-reader.ts";

/** What changed on the chain: jobs by key, batches that the computors authorized; or everything where events were missed. */
export type ChainNews = {
  keys: ReadonlySet<string>;
  authorized: ReadonlySet<number>;
  all: boolean;
  /** The current tick. */
  tick: number;
};

/** Tells which jobs have moved, from the contract's events. A hint only: whoever is told reads the state. */
export class EventFeed {
  #cursor: EventCursor | undefined;
  #tick = 0;
  readonly #chain: ChainReader;

  constructor(chain: ChainReader) {
    this.#chain = chain;
  }

  /** News since the last call; the first call, and the first after `forget`, says `all`. */
  async next(): Promise<ChainNews> {
    const { tick } = await this.#chain.node.tickInfo();
    const keys = new Set<string>();
    const authorized = new Set<number>();
    if (this.#cursor && tick === this.#tick) return { keys, authorized, all: false, tick };
    this.#tick = tick;
    if (!this.#cursor) {
      this.#cursor = await this.#newest();
      return { keys, authorized, all: true, tick };
    }
    let all = false;
    for await (const news of followEvents(this.#chain.reader, this.#cursor)) {
      if (news.kind === "event") {
        keys.add(toHex(news.event.key));
        if (news.event.type === EventType.BatchAuthorized) authorized.add(news.event.slot);
        this.#cursor = news.cursor;
      } else {
        all = true;
        if (news.kind === "rollback") this.#cursor = undefined;
      }
    }
    return { keys, authorized, all, tick };
  }

  /** Nobody waits for anything: what happens meanwhile need not be read. */
  forget(): void {
    this.#cursor = undefined;
  }

  async #newest(): Promise<EventCursor> {
    const { nextSeq, chainHash } = await query.getEvents(this.#chain.reader, { fromSeq: 2n ** 64n - 1n });
    return { nextSeq, chainHash };
  }
}
