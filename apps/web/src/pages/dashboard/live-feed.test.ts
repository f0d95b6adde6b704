import type { NetworkEvent } from "@qubix/protocol";
import { expect, it } from "vitest";
import { EMPTY_FEED, type LiveFeed, liveFeed } from "./live-feed.ts";

const job = (key: string): NetworkEvent => ({ type: "job", key: key.repeat(64), state: "funded" });
const hear = (feed: LiveFeed, event: NetworkEvent) => liveFeed(feed, { type: "heard", event, at: 1 });

it("puts the newest first and forgets the oldest", () => {
  let feed = EMPTY_FEED;
  for (let i = 0; i < 60; i++) feed = hear(feed, job("a"));
  expect(feed.lines).toHaveLength(50);
  expect(feed.lines[0]?.id).toBe(60);
});

it("stands still while it is paused, and loses nothing that it has room for", () => {
  let feed = hear(EMPTY_FEED, job("a"));
  feed = hear(hear(liveFeed(feed, { type: "pause" }), job("b")), job("c"));
  expect(feed.lines.map(({ id }) => id)).toEqual([1]);
  expect(feed.held).toHaveLength(2);
  expect(liveFeed(feed, { type: "resume" })).toMatchObject({ paused: false, held: [] });
  expect(liveFeed(feed, { type: "resume" }).lines.map(({ id }) => id)).toEqual([3, 2, 1]);
});

it("leaves ticks to the counter", () => {
  expect(hear(EMPTY_FEED, { type: "tick", epoch: 1, tick: 2 })).toBe(EMPTY_FEED);
});
