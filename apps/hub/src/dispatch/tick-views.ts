import { toHex } from "@qubix/qubic";
import type { Inclusion } from "../chain/inclusion.ts";
import { inclusionOf, type TickView } from "../chain/inclusion.ts";
import type { ChainNodes, NodeAnswer } from "../chain/nodes.ts";

/** Digests of transactions that are kept, of whichever ticks: a thousand ladders look at hundreds of ticks again and again. */
const KEPT_DIGESTS = 200_000;
/** How soon a tick that nodes did not agree about is asked for again. */
const RETRY_MS = 250;

interface Entry {
  views: Promise<NodeAnswer<TickView>[]>;
  askedAt: number;
  settled: boolean;
  /** How many digests it holds; what is still asked for counts, too. */
  size: number;
}

/** Which transactions a past tick had, as each listed node says; asked once per tick, however many transactions it had. */
export class TickViews {
  /** The least recently asked for first. */
  readonly #ticks = new Map<number, Entry>();
  #kept = 0;

  constructor(readonly nodes: Pick<ChainNodes, "all" | "at" | "need">) {}

  /** Whether the transaction got into its tick, which must be a past one. */
  async inclusion(tick: number, digest: Uint8Array): Promise<Inclusion> {
    const views = await this.#views(tick);
    const complete = await Promise.all(
      views.map(async (answer) => (answer.value.digests ? answer : this.#lookFor(digest, answer))),
    );
    return inclusionOf(tick, toHex(digest), complete, this.nodes.need);
  }

  async #views(tick: number): Promise<NodeAnswer<TickView>[]> {
    const known = this.#ticks.get(tick);
    this.#forget(tick);
    if (known && (known.settled || performance.now() - known.askedAt < RETRY_MS)) {
      this.#keep(tick, known);
      return known.views;
    }
    const entry: Entry = { views: this.#ask(tick), askedAt: performance.now(), settled: false, size: 1 };
    this.#keep(tick, entry);
    const views = await entry.views;
    // A node can show a tick's events before it counts the tick as past: what it says then doesn't count, so ask again.
    entry.settled = views.filter(({ value }) => value.digests && value.current > tick).length >= this.nodes.need;
    if (this.#ticks.get(tick) === entry) {
      this.#forget(tick);
      entry.size = views.reduce((sum, { value }) => sum + (value.digests?.size ?? 0), 1);
      this.#keep(tick, entry);
    }
    return views;
  }

  #keep(tick: number, entry: Entry): void {
    this.#ticks.set(tick, entry);
    this.#kept += entry.size;
    for (const oldest of this.#ticks.keys()) {
      if (this.#kept <= KEPT_DIGESTS || oldest === tick) return;
      this.#forget(oldest);
    }
  }

  #forget(tick: number): void {
    this.#kept -= this.#ticks.get(tick)?.size ?? 0;
    this.#ticks.delete(tick);
  }

  #ask(tick: number): Promise<NodeAnswer<TickView>[]> {
    return this.nodes.all(async (client) => {
      const [{ tick: current }, data] = await Promise.all([client.tickInfo(), client.tickData(tick)]);
      const digests = data && new Set(data.transactionDigests.map(toHex));
      return { current, digests, has: false };
    });
  }

  async #lookFor(digest: Uint8Array, { node, value }: NodeAnswer<TickView>): Promise<NodeAnswer<TickView>> {
    const has = await this.nodes.at(node, (client) => client.transaction(digest)).catch(() => undefined);
    return { node, value: { ...value, has: has !== undefined } };
  }
}
