import { expect, it } from "vitest";
import { connectionOf, SILENT_MS } from "./connection.ts";

it.each([
  [{ at: 1_000, halted: false }, true, 2_000, "live"],
  [{ at: 1_000, halted: false }, true, 1_000 + SILENT_MS, "reconnecting"],
  [{ at: undefined, halted: false }, true, 0, "reconnecting"],
  [{ at: 1_000, halted: true }, true, 9e9, "halted"],
  [{ at: 1_000, halted: true }, false, 1_001, "offline"],
] as const)("%o, online %s, at %i is %s", (heard, online, now, expected) => {
  expect(connectionOf(heard, online, now)).toBe(expected);
});
