import { EventType } from "@qubix/contract";
import type { ChainEventDocument } from "@qubix/protocol";
import { expect, it } from "vitest";
import { EVENT_TYPES, eventFacts } from "./event-facts.ts";

const key = "ab".repeat(32);
const event = (more: Partial<ChainEventDocument>): ChainEventDocument => ({
  ...{ seq: "1", epoch: 1, tick: 2, type: "Settled", slot: 3, other: 4, amount: "5", key },
  ...more,
});

it("knows every event of the contract", () => {
  expect(new Set(EVENT_TYPES)).toEqual(new Set(Object.keys(EventType)));
});

it("takes attempt and provider apart", () => {
  expect(eventFacts(event({ type: "ProviderPaid", other: (7 << 16) | 2, amount: "1000" }))).toEqual([
    { label: "job", value: key },
    { label: "attempt", value: "2" },
    { label: "provider", value: "7" },
    { label: "amount", value: "1000" },
  ]);
});

it("names reasons, flags and what is missing", () => {
  expect(eventFacts(event({ other: 4 }))).toContainEqual({ label: "closeReason", value: "no-quorum" });
  expect(eventFacts(event({ other: 99 }))).toContainEqual({ label: "closeReason", value: "99" });
  expect(eventFacts(event({ type: "AttemptEnded", amount: "3" }))).toContainEqual({
    label: "endReason",
    value: "declined",
  });
  expect(eventFacts(event({ type: "ProviderUpdated", other: 1 }))).toContainEqual({ label: "paused", value: "true" });
  expect(eventFacts(event({ type: "ModelPublished", other: 0xffff })).map(({ label }) => label)).not.toContain(
    "parent",
  );
  expect(eventFacts(event({ type: "BatchFlushed", amount: "-1" })).map(({ label }) => label)).not.toContain(
    "invocation",
  );
});

it("tells who bought access to which model, and for what", () => {
  expect(eventFacts(event({ type: "AccessBought", slot: 7, amount: "500" }))).toEqual([
    { label: "buyer", value: key },
    { label: "model", value: "7" },
    { label: "price", value: "500" },
  ]);
});

it("shows the bare parts of what it does not know", () => {
  expect(eventFacts(event({ type: "77" })).map(({ label }) => label)).toEqual(["key", "slot", "other", "number"]);
});
