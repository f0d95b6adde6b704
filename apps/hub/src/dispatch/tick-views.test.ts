import type { TcpClient } from "@qubix/qubic";
import { expect, it } from "vitest";
import { TickViews } from "./tick-views.ts";

const TICK = 100;
const digest = new Uint8Array(32).fill(7);

it("asks again about a tick that the node did not yet count as past", async () => {
  let current = TICK;
  const node = {
    tickInfo: async () => ({ tick: current }),
    tickData: async () => ({ transactionDigests: [digest] }),
    transaction: async () => undefined,
  } as unknown as TcpClient;
  const views = new TickViews({
    need: 1,
    all: async (ask) => [{ node: 0, value: await ask(node) }],
    at: (_, ask) => ask(node),
  });
  expect(await views.inclusion(TICK, digest)).toBe("unknown");
  current = TICK + 1;
  await expect.poll(() => views.inclusion(TICK, digest)).toBe("included");
  expect(await views.inclusion(TICK, new Uint8Array(32))).toBe("absent");
});

it("asks once about each of hundreds of ticks, and forgets those that nobody asked for lately", async () => {
  const transactionDigests = Array.from({ length: 500 }, (_, i) =>
    new Uint8Array(32).fill(i % 256, 0, 31).fill(i >> 8, 31),
  );
  const asked: number[] = [];
  const node = {
    tickInfo: async () => ({ tick: 10_000 }),
    async tickData(tick: number) {
      asked.push(tick);
      return { transactionDigests };
    },
  } as unknown as TcpClient;
  const views = new TickViews({
    need: 1,
    all: async (ask) => [{ node: 0, value: await ask(node) }],
    at: (_, ask) => ask(node),
  });
  const askAll = (ticks: number[]) => Promise.all(ticks.map((tick) => views.inclusion(tick, digest)));
  const many = Array.from({ length: 300 }, (_, i) => i);
  for (let turn = 0; turn < 3; turn++) await askAll(many);
  expect(asked).toEqual(many);
  await askAll(Array.from({ length: 300 }, (_, i) => 1_000 + i));
  await askAll([0, 299]);
  expect(asked.slice(600)).toEqual([0]);
});
