import type { Logger } from "winston";
import type { ChainReader } from "./chain-reader.ts";
import { type ChainNews, EventFeed } from "./event-feed.ts";

/** What somebody has heard of the chain since he began to listen. */
export class Listener {
  readonly #heard: ChainNews[] = [];
  readonly #end: (listener: Listener) => void;
  #wake: (() => void) | undefined;

  constructor(end: (listener: Listener) => void) {
    this.#end = end;
  }

  tell(news: ChainNews): void {
    this.#heard.push(news);
    this.#wake?.();
  }

  /** Waits until something was heard that `concerns` the listener, also before this call; at most so long. */
  async until(concerns: (news: ChainNews) => boolean, timeoutMs: number, signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      signal.throwIfAborted();
      if (this.#heard.splice(0).some(concerns) || performance.now() >= deadline) return;
      await this.#next(deadline - performance.now(), signal);
    }
  }

  stop(): void {
    this.#end(this);
  }

  #next(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#wake = done;
      signal.addEventListener("abort", done, { once: true });
    });
  }
}

/** Reads what is new on the chain, once for the whole agent and only while there is work. */
export class ChainWatch {
  readonly #events: EventFeed;
  readonly #pollMs: number;
  readonly #log: Logger;
  readonly #listeners = new Set<Listener>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(chain: ChainReader, pollMs: number, log: Logger) {
    this.#events = new EventFeed(chain);
    this.#pollMs = pollMs;
    this.#log = log;
  }

  /** @param isBusy whether anybody waits for anything
   * @param turn is called after each look, with what it brought; the next look waits for it */
  start(isBusy: () => boolean, turn: (news: ChainNews) => Promise<void>): void {
    const look = async () => {
      try {
        if (!isBusy()) this.#events.forget();
        else {
          const news = await this.#events.next();
          for (const listener of this.#listeners) listener.tell(news);
          await turn(news);
        }
      } catch (error) {
        this.#log.debug("the chain could not be read", { reason: (error as Error).message });
        this.#events.forget();
      }
      if (!this.#closed) this.#timer = setTimeout(look, this.#pollMs);
    };
    void look();
  }

  stop(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** Begin to listen before looking: then nothing that comes in between is missed. */
  listen(): Listener {
    const listener = new Listener((ended) => this.#listeners.delete(ended));
    this.#listeners.add(listener);
    return listener;
  }
}
