import type { NetworkEvent } from "@qubix/protocol";

/** Newest first; older lines leave the page. */
const MAX_LINES = 50;

/** A line of the live feed. `id` grows, and is the line's key. */
export interface FeedLine {
  id: number;
  /** When this page heard it; milliseconds since 1970. */
  at: number;
  event: Exclude<NetworkEvent, { type: "tick" }>;
}

/** What the feed shows. While it is paused, lines are counted and kept for later, so that nobody reads moving text. */
export interface LiveFeed {
  lines: readonly FeedLine[];
  held: readonly FeedLine[];
  paused: boolean;
  nextId: number;
}

export const EMPTY_FEED: LiveFeed = { lines: [], held: [], paused: false, nextId: 1 };

export type FeedAction = { type: "heard"; event: NetworkEvent; at: number } | { type: "pause" } | { type: "resume" };

/** Ticks are shown by a counter, not as lines. */
export function liveFeed(feed: LiveFeed, action: FeedAction): LiveFeed {
  if (action.type === "pause") return { ...feed, paused: true };
  if (action.type === "resume") {
    return { ...feed, paused: false, held: [], lines: [...feed.held, ...feed.lines].slice(0, MAX_LINES) };
  }
  const { event, at } = action;
  if (event.type === "tick") return feed;
  const where = feed.paused ? "held" : "lines";
  const line = { id: feed.nextId, at, event };
  return { ...feed, nextId: feed.nextId + 1, [where]: [line, ...feed[where]].slice(0, MAX_LINES) };
}
