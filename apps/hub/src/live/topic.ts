import type { FeedItem, FeedSource } from "./feed-source.ts";
import type { Follower } from "./follower.ts";
import type { ReadTurns } from "./read-turns.ts";

/** Events in one read. */
const PAGE = 200;
/** Newest events that are kept for followers who are a little behind; who is further behind reads the table. */
const TAIL = 256;
const RETRY_MS = 1_000;

/**
 * One feed with all who follow it in this process. A wake-up means one read of what is new, however many follow; they
 * all get the same bytes. Only who is behind reads for itself, and those at the same place share a read.
 */
export class Topic {
  readonly #followers = new Set<Follower>();
  readonly #pages = new Map<number, Promise<FeedItem[]>>();
  #tail: FeedItem[] = [];
  #looking: Promise<void> | undefined;
  #again = false;
  #closed = false;

  /** @param last number of the newest event that is known */
  constructor(
    readonly source: FeedSource,
    readonly turns: ReadTurns,
    readonly onError: (error: unknown) => void,
    public last: number,
  ) {}

  add(follower: Follower): void {
    this.#followers.add(follower);
  }

  delete(follower: Follower): void {
    this.#followers.delete(follower);
  }

  close(): void {
    this.#closed = true;
  }

  /** The feed is gone: so are its followers. */
  vanish(): void {
    for (const follower of [...this.#followers]) follower.vanish();
  }

  /** Number of the newest event in the table. */
  async head(): Promise<number> {
    const head = (await this.turns.run(() => this.source.head())) ?? this.last;
    if (head > this.last) void this.look();
    return head;
  }

  /** Reads what is new, now or after the read that is under way. */
  look(): Promise<void> {
    this.#again = true;
    this.#looking ??= this.#read().finally(() => {
      this.#looking = undefined;
      if (this.#again && !this.#closed) setTimeout(() => void this.look(), RETRY_MS).unref();
    });
    return this.#looking;
  }

  /** Events after a number: from memory for who is near the end, else a page of the table. */
  after(seq: number): FeedItem[] | Promise<FeedItem[]> {
    const first = this.#tail[0];
    if (first !== undefined && first.seq <= seq + 1) return this.#tail.slice(seq + 1 - first.seq);
    const known = this.#pages.get(seq);
    if (known) return known;
    const page = this.turns.run(() => this.source.read(seq, PAGE));
    this.#pages.set(seq, page);
    const forget = () => void this.#pages.delete(seq);
    page.then(forget, forget);
    return page;
  }

  async #read(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      let items: FeedItem[];
      try {
        items = await this.turns.run(() => this.source.read(this.last, PAGE));
      } catch (error) {
        this.#again = true;
        this.onError(error);
        return;
      }
      if (items.length > 0) this.#grow(items);
      if (items.length === PAGE) this.#again = true;
    }
  }

  #grow(items: FeedItem[]): void {
    // After a gap that retention left, the tail begins anew: it must be without gaps.
    const joins = items[0]!.seq === this.last + 1;
    this.#tail = joins ? [...this.#tail, ...items] : items;
    this.last = items.at(-1)!.seq;
    let slowest = this.last;
    for (const follower of this.#followers) {
      void follower.pump();
      slowest = Math.min(slowest, follower.last);
    }
    if (slowest === this.last) this.#tail = [];
    else if (this.#tail.length > TAIL) this.#tail = this.#tail.slice(-TAIL);
  }
}
