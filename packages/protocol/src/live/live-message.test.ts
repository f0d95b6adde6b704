import { expect, it } from "vitest";
import { LiveRequest } from "./live-message.ts";

const key = "ab".repeat(32);

it.each([
  { type: "subscribe", channel: "network" },
  { type: "subscribe", channel: "job", key, from: 0 },
  { type: "unsubscribe", channel: "network" },
  { type: "unsubscribe", channel: "job", key },
  { type: "ping" },
])("%o is a request of the live protocol", (request) => {
  expect(LiveRequest.parse(request)).toEqual(request);
});

it.each([
  {},
  { type: "subscribe" },
  { type: "subscribe", channel: "job", key },
  { type: "subscribe", channel: "job", key: "ab", from: 0 },
  { type: "subscribe", channel: "network", key },
  { type: "shout", channel: "network" },
])("%o is none", (request) => {
  expect(LiveRequest.safeParse(request).success).toBe(false);
});
