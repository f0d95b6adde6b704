import { toHex } from "@qubix/qubic";
import type { Inclusion } from "../chain/inclusion.ts";
import { inclusionOf, type TickView } from "../chain/inclusion.ts";
import type { ChainNodes, NodeAnswer } from "../chain/nodes.ts";

/** Past ticks whose lists of transactions are kept. */
const KEPT = 64;
/** How soon a tick that nodes did not agree about is asked for again. */
const RETRY_MS = 250;

interface Entry {
  views: Promise<NodeAnswer<TickView>[]>;
  askedAt: number;
  settled: boolean;
}

/** Which transactions a past tick had, as each listed node says; asked once per tick, however many transactions it had. */
export class TickViews {
  readonly #ticks = new Map<number, Entry>();

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
    if (known && (known.settled || performance.now() - known.askedAt < RETRY_MS)) return known.views;
    const entry: Entry = { views: this.#ask(tick), askedAt: performance.now(), settled: false };
    this.#ticks.set(tick, entry);
    if (this.#ticks.size > KEPT) this.#ticks.delete(this.#ticks.keys().next().value as number);
    const views = await entry.views;
    // A node can show a tick's events before it counts the tick as past: what it says then doesn't count, so ask again.
    entry.settled = views.filter(({ value }) => value.digests && value.current > tick).length >= this.nodes.need;
    return views;
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
