import { totalmem } from "node:os";
import { expect, it } from "vitest";
import { LoadMeter, shareOf } from "./load-meter.ts";

it("is the busy share of the time since the last look", () => {
  expect(shareOf({ busy: 100, all: 1_000 }, { busy: 350, all: 2_000 })).toBe(0.25);
  expect(shareOf({ busy: 100, all: 1_000 }, { busy: 100, all: 1_000 })).toBeUndefined();
});

it("stays within its bounds when processors come and go", () => {
  expect(shareOf({ busy: 900, all: 1_000 }, { busy: 500, all: 1_200 })).toBe(0);
  expect(shareOf({ busy: 0, all: 1_000 }, { busy: 900, all: 1_200 })).toBe(1);
});

it("sees this machine work", async () => {
  const meter = new LoadMeter();
  const end = performance.now() + 300;
  while (performance.now() < end);
  const load = meter.take()!;
  expect(load.cpu).toBeGreaterThan(0);
  expect(load.memoryMiB).toBeGreaterThan(0);
  expect(load.memoryMiB).toBeLessThan(totalmem() / 2 ** 20);
});
