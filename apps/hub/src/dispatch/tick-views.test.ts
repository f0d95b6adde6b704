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
