import type { ChainEventDocument } from "@qubix/protocol";
import { expect, it } from "vitest";
import { eventsIn, nextEnd, windowEndingAt } from "./event-windows.ts";

it("covers each event once, down to the first", () => {
  const seen: bigint[] = [];
  for (let to: bigint | undefined = 24n; to !== undefined; ) {
    const window = windowEndingAt(to, 10, false);
    const from = window.after === undefined ? 0n : BigInt(window.after) + 1n;
    for (let seq = window.to; seq >= from; seq--) seen.push(seq);
    to = nextEnd(window);
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => BigInt(24 - i)));
});

it("is wide where a filter leaves little", () => {
  expect(windowEndingAt(5_000n, 10, true)).toEqual({ after: "4000", to: 5_000n, limit: 1_000 });
});

it("turns events round, and leaves out what came after its end", () => {
  const events = ["3", "4", "5"].map((seq) => ({ seq }) as ChainEventDocument);
  expect(eventsIn(windowEndingAt(4n, 10, false), events).map(({ seq }) => seq)).toEqual(["4", "3"]);
});
