import { expect, test } from "vitest";
import { slotsOf } from "./machine.ts";

test("a machine runs one job for each core, as far as its memory goes, and at least one", () => {
  expect(slotsOf({ cores: 8, memoryMiB: 16_384 })).toBe(8);
  expect(slotsOf({ cores: 8, memoryMiB: 4_096 })).toBe(4);
  expect(slotsOf({ cores: 2, memoryMiB: 512 })).toBe(1);
  expect(slotsOf({ cores: 512, memoryMiB: 1_048_576 })).toBe(64);
});
