import { makeProblem } from "@qubix/protocol";
import type { FeedItem } from "./feed-source.ts";
import { Frame } from "./frame.ts";
import type { Outlet } from "./outlet.ts";
import type { Topic } from "./topic.ts";

/** One reader of one feed: sends what follows its last number, in order, each once, and only while the reader takes it. */
export class Follower {
  #pumping = false;
  #ended = false;

  /** @param last number of the last event that the reader has */
  constructor(
    readonly topic: Topic,
    readonly outlet: Outlet,
    public last: number,
    /** Called when it ends by itself. */
    readonly onGone: () => void,
  ) {}

  end(): void {
    this.#ended = true;
  }

  /** Begins: a number from the future (of a hub that was restored, or another one) is set back. */
  async start(): Promise<void> {
    const head = this.last > this.topic.last ? await this.topic.head() : this.topic.last;
    if (this.#ended) return;
    if (this.last > head) this.#reset(head);
    // With its number: who is cut off before the first event goes on from here, too.
    else this.outlet.send(new Frame({ type: "subscribed", ...this.topic.source.channel, from: this.last }, this.last));
    this.topic.add(this);
    await this.pump();
  }

  /** Sends what there is for as long as the outlet takes it. Once near the end of the feed this waits for nothing. */
  async pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (this.#wants()) {
        const found = this.topic.after(this.last);
        const items = Array.isArray(found) ? found : await found;
        if (items.length > 0) this.#send(items);
        else if (this.#wants()) this.#reset(this.topic.last); // retention took all that was
      }
    } catch (error) {
      this.topic.onError(error);
      this.outlet.end("failed", "try again");
    } finally {
      this.#pumping = false;
    }
  }

  /** The feed is gone. */
  vanish(): void {
    this.#ended = true;
    const problem = makeProblem("JOB_NOT_FOUND", "It is not here any more.");
    this.outlet.send(new Frame({ type: "problem", problem, ...this.topic.source.channel }));
    this.onGone();
  }

  #wants(): boolean {
    return !this.#ended && this.outlet.ready && this.last < this.topic.last;
  }

  #send(items: FeedItem[]): void {
    for (const { seq, frame } of items) {
      if (this.#ended || !this.outlet.ready) return;
      if (seq > this.last + 1) this.#reset(seq - 1);
      this.outlet.send(frame);
      this.last = seq;
    }
  }

  #reset(from: number): void {
    this.last = from;
    this.outlet.send(new Frame({ type: "reset", ...this.topic.source.channel, from }, from));
  }
}
