import type { LiveChannel } from "@qubix/protocol";
import { channels, type Store } from "@qubix/store";
import { Frame } from "./frame.ts";

/** A numbered event, ready to be sent. */
export interface FeedItem {
  seq: number;
  frame: Frame;
}

/** A feed that is kept: what a topic reads. */
export interface FeedSource {
  /** What readers subscribe to. */
  channel: LiveChannel;
  /** Pub/sub channel that is woken after each commit to the feed. */
  wakes: string;
  /** Events after a number, in order and without gaps but for what retention took. */
  read(after: number, limit: number): Promise<FeedItem[]>;
  /** Number of the last event; undefined when there is no such feed (any more). */
  head(): Promise<number | undefined>;
}

/** A job's feed. */
export function jobSource({ jobs }: Store, key: string): FeedSource {
  return {
    channel: { channel: "job", key },
    wakes: channels.job(key),
    async read(after, limit) {
      const events = await jobs.events(key, after, limit);
      return events.map((event) => ({
        seq: event.seq,
        frame: new Frame({ type: "job-event", key, event }, event.seq),
      }));
    },
    head: async () => (await jobs.heads([key])).get(key),
  };
}

/** An account's feed; empty for an identity that has done nothing here. */
export function accountSource({ accountFeed }: Store, identity: string): FeedSource {
  return {
    channel: { channel: "account", identity },
    wakes: channels.account(identity),
    async read(after, limit) {
      const events = await accountFeed.events(identity, after, limit);
      return events.map((event) => ({
        seq: event.seq,
        frame: new Frame({ type: "account-event", identity, event }, event.seq),
      }));
    },
    head: async () => (await accountFeed.heads([identity])).get(identity) ?? 0,
  };
}
