import type { LiveChannel } from "@qubix/protocol";
import type { LiveNews } from "./live-news.ts";

/** News that may wait for a slow follower before no more is read from the network. */
const FULL = 1_000;

type Next = IteratorResult<LiveNews, undefined>;

/** What one follower hears, whatever connections it comes over: in order, each event once. */
export class Subscription implements AsyncIterableIterator<LiveNews, undefined> {
  readonly #queue: LiveNews[] = [];
  #waiting: { resolve: (next: Next) => void; reject: (error: unknown) => void } | undefined;
  #room: (() => void) | undefined;
  #error: unknown;
  #ended = false;
  /** Called when it has ended; belongs to whoever feeds it. */
  onStop = (): void => {};
  /** Called when there is room again; belongs to whoever feeds it. */
  onRoom = (): void => {};

  constructor(
    readonly channel: LiveChannel,
    /** Number of the last event that was heard; undefined: from now on. */
    public last: number | undefined,
    readonly onEnd: () => void,
  ) {}

  get ended(): boolean {
    return this.#ended;
  }

  get full(): boolean {
    return this.#queue.length >= FULL;
  }

  /** @returns false when something is missing before this: ask again for what follows `last` */
  push(news: LiveNews): boolean {
    if (this.#ended) return true;
    if (news.type === "subscribed" || news.type === "reset") this.last = news.from;
    else if (news.type === "network-event") this.last = news.seq;
    else if (!this.advance(news.event.seq)) return news.event.seq <= (this.last ?? 0);
    this.#give(news);
    return true;
  }

  /** Counts an event. @returns false when it is not the next one */
  advance(seq: number): boolean {
    if (seq !== (this.last ?? seq - 1) + 1) return false;
    this.last = seq;
    return true;
  }

  /** Resolves when there is room for more, or it has ended. */
  async room(): Promise<void> {
    if (this.full && !this.#ended)
      await new Promise<void>((resolve) => {
        this.#room = resolve;
      });
  }

  /** The follower hears what waits, then this error. */
  fail(error: unknown): void {
    this.#error = error;
    this.end();
  }

  /** The follower hears what waits, then nothing more. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.onEnd();
    this.onStop();
    this.#room?.();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (this.#error === undefined) waiting?.resolve(DONE);
    else waiting?.reject(this.#error);
  }

  next(): Promise<Next> {
    const value = this.#queue.shift();
    if (!this.full) {
      this.onRoom();
      this.#room?.();
      this.#room = undefined;
    }
    if (value !== undefined) return Promise.resolve({ done: false, value });
    if (this.#ended) return this.#error === undefined ? Promise.resolve(DONE) : Promise.reject(this.#error);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  return(): Promise<Next> {
    this.#queue.length = 0;
    this.end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #give(value: LiveNews): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting.resolve({ done: false, value });
    else this.#queue.push(value);
  }
}

const DONE: Next = { done: true, value: undefined };
