import { expect, it } from "vitest";
import { LiveRequest } from "./live-message.ts";

const key = "ab".repeat(32);
const identity = "A".repeat(60);

it.each([
  { type: "subscribe", channel: "network" },
  { type: "subscribe", channel: "job", key, from: 0 },
  { type: "subscribe", channel: "job", key },
  { type: "unsubscribe", channel: "network" },
  { type: "unsubscribe", channel: "job", key },
  { type: "subscribe", channel: "network", from: 7 },
  { type: "subscribe", channel: "account", identity },
  { type: "subscribe", channel: "account", identity, from: 3 },
  { type: "unsubscribe", channel: "account", identity },
  { type: "ping" },
])("%o is a request of the live protocol", (request) => {
  expect(LiveRequest.parse(request)).toEqual(request);
});

it.each([
  {},
  { type: "subscribe" },
  { type: "subscribe", channel: "job", key: "ab", from: 0 },
  { type: "subscribe", channel: "network", key },
  { type: "subscribe", channel: "job", key, from: -1 },
  { type: "subscribe", channel: "job", key, from: 2 ** 53 },
  { type: "subscribe", channel: "account" },
  { type: "unsubscribe", channel: "job", key, from: 1 },
  { type: "ping", more: 1 },
  { type: "shout", channel: "network" },
])("%o is none", (request) => {
  expect(LiveRequest.safeParse(request).success).toBe(false);
});
