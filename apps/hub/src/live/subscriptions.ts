import type { LiveChannel } from "@qubix/protocol";
import { accountSource, jobSource } from "./feed-source.ts";
import type { Live } from "./live.ts";
import type { Outlet } from "./outlet.ts";

interface Subscription {
  /** The outlet takes more again. */
  drain(): void;
  end(): void;
}

/** What one connection follows. */
export class Subscriptions {
  readonly #open = new Map<string, Subscription>();

  constructor(
    readonly live: Live,
    readonly outlet: Outlet,
  ) {
    outlet.onDrain = () => this.#drain();
  }

  get size(): number {
    return this.#open.size;
  }

  has(channel: LiveChannel): boolean {
    return this.#open.has(nameOf(channel));
  }

  /**
   * Follows a channel after number `from`, or from now on; a subscription to the same channel is replaced.
   * @returns false when there is no such feed
   */
  async add(channel: LiveChannel, from: number | undefined): Promise<boolean> {
    this.delete(channel);
    const name = nameOf(channel);
    if (channel.channel === "network") {
      this.#open.set(name, this.live.network.add(this.outlet, from));
      return true;
    }
    // Holds the place: whoever ends it meanwhile ends what is being opened.
    const place: Subscription = { drain: () => {}, end: () => {} };
    this.#open.set(name, place);
    const isHere = () => this.#open.get(name) === place;
    const remove = () => void (isHere() && this.delete(channel));
    try {
      const { store } = this.live.context;
      const source = channel.channel === "job" ? jobSource(store, channel.key) : accountSource(store, channel.identity);
      const following = await this.live.feeds.follow(source, this.outlet, from, remove);
      if (following === undefined) {
        remove();
        return false;
      }
      if (!isHere()) {
        following.end();
        return true;
      }
      place.drain = () => void following.follower.pump();
      place.end = following.end;
      await following.follower.start();
      return true;
    } catch (error) {
      remove();
      throw error;
    }
  }

  delete(channel: LiveChannel): void {
    const name = nameOf(channel);
    const subscription = this.#open.get(name);
    this.#open.delete(name);
    subscription?.end();
  }

  end(): void {
    for (const subscription of this.#open.values()) subscription.end();
    this.#open.clear();
  }

  /** Each time another one is asked first, so that a long feed does not keep the others waiting. */
  #drain(): void {
    const [first] = this.#open;
    if (first && this.#open.size > 1) {
      this.#open.delete(first[0]);
      this.#open.set(...first);
    }
    for (const subscription of [...this.#open.values()]) {
      if (!this.outlet.ready) return;
      subscription.drain();
    }
  }
}

function nameOf(channel: LiveChannel): string {
  if (channel.channel === "network") return "network";
  return channel.channel === "job" ? `job:${channel.key}` : `account:${channel.identity}`;
}
