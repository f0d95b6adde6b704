import type { PubSub } from "@qubix/market";
import type { FeedSource } from "./feed-source.ts";
import { Follower } from "./follower.ts";
import type { Outlet } from "./outlet.ts";
import { ReadTurns } from "./read-turns.ts";
import { Topic } from "./topic.ts";

/** Wake-ups may be lost (a connection to Redis breaks): feeds are compared with the tables this often. */
const SWEEP_MS = 5_000;
const SWEEP_AT_ONCE = 1_000;
const READS_AT_ONCE = 4;

interface Entry {
  users: number;
  topic: Promise<Topic>;
  unsubscribe: Promise<() => Promise<void>>;
}

/** Numbers of the last events of many feeds, by key or identity; those that are gone are missing. */
export interface FeedHeads {
  job(keys: readonly string[]): Promise<Map<string, number>>;
  account(identities: readonly string[]): Promise<Map<string, number>>;
}

/** All feeds that somebody of this process follows. */
export class LiveFeeds {
  readonly turns = new ReadTurns(READS_AT_ONCE);
  readonly #entries = new Map<string, Entry>();
  readonly #sweeping: NodeJS.Timeout;

  constructor(
    readonly pubSub: PubSub,
    readonly heads: FeedHeads,
    readonly onError: (error: unknown) => void,
  ) {
    this.#sweeping = setInterval(() => void this.sweep().catch(onError), SWEEP_MS);
  }

  /**
   * Follows a feed after number `from`, or from now on.
   * @param onGone called when the feed is gone
   * @returns the follower, which its outlet's owner pumps on drain, and how to end it; undefined when there is no such feed
   */
  async follow(
    source: FeedSource,
    outlet: Outlet,
    from: number | undefined,
    onGone: () => void,
  ): Promise<{ follower: Follower; end: () => void } | undefined> {
    const entry = this.#entries.get(source.wakes) ?? this.#open(source);
    entry.users++;
    let topic: Topic;
    try {
      topic = await entry.topic;
    } catch (error) {
      this.#leave(source.wakes, entry);
      if (error === GONE) return undefined;
      throw error;
    }
    const follower = new Follower(topic, outlet, from ?? topic.last, onGone);
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      follower.end();
      topic.delete(follower);
      this.#leave(source.wakes, entry);
    };
    return { follower, end };
  }

  /** Looks at every feed whose number in the tables is larger than the one known here. */
  async sweep(): Promise<void> {
    const byKind = { job: new Map<string, Topic>(), account: new Map<string, Topic>() };
    for (const { topic } of this.#entries.values()) {
      const open = await topic.catch(() => undefined);
      const channel = open?.source.channel;
      if (open && channel?.channel === "job") byKind.job.set(channel.key, open);
      if (open && channel?.channel === "account") byKind.account.set(channel.identity, open);
    }
    for (const kind of ["job", "account"] as const) {
      const names = [...byKind[kind].keys()];
      for (let at = 0; at < names.length; at += SWEEP_AT_ONCE) {
        const some = names.slice(at, at + SWEEP_AT_ONCE);
        const heads = await this.turns.run(() => this.heads[kind](some));
        for (const name of some) {
          const topic = byKind[kind].get(name)!;
          const head = heads.get(name);
          if (head === undefined && kind === "job") topic.vanish();
          else if ((head ?? 0) > topic.last) void topic.look();
        }
      }
    }
  }

  close(): void {
    clearInterval(this.#sweeping);
  }

  #open(source: FeedSource): Entry {
    const { wakes } = source;
    let open: Topic | undefined;
    let woken = false;
    const unsubscribe = this.pubSub.subscribe(wakes, () => {
      woken = true;
      void open?.look();
    });
    // Whoever listens before reading the number misses nothing.
    const topic = unsubscribe.then(async () => {
      const head = await this.turns.run(() => source.head());
      if (head === undefined) throw GONE;
      open = new Topic(source, this.turns, this.onError, head);
      if (woken) void open.look();
      return open;
    });
    const entry = { users: 0, topic, unsubscribe };
    this.#entries.set(wakes, entry);
    return entry;
  }

  #leave(wakes: string, entry: Entry): void {
    if (--entry.users > 0) return;
    if (this.#entries.get(wakes) === entry) this.#entries.delete(wakes);
    entry.topic.then(
      (topic) => topic.close(),
      () => undefined,
    );
    entry.unsubscribe.then((end) => end()).catch(this.onError);
  }
}

const GONE = new Error("there is no such feed");
