import type { LeaseRepository } from "@qubix/market";
import { Registry } from "@qubix/observe";
import { openTestStore } from "@qubix/store/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMetrics } from "./metrics.ts";
import { watchedLeases } from "./watched-leases.ts";

let store: Awaited<ReturnType<typeof openTestStore>>;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

function process() {
  const registry = new Registry();
  const metrics = createMetrics(registry);
  const value = async (name: string) => /^\S+ (\S+)$/m.exec(await registry.getSingleMetricAsString(name))?.[1];
  return { leases: watchedLeases(store.leases as LeaseRepository, metrics), metrics, value };
}

test("who leads is told, and who does no longer tells nothing of what leaders tell", async () => {
  const [one, other] = [process(), process()];
  const token = await one.leases.acquire("watcher", "one", 10_000);
  expect(await other.leases.acquire("watcher", "other", 10_000)).toBeUndefined();
  expect(await one.value("qubix_leader")).toBe("1");
  expect(await other.value("qubix_leader")).toBe("0");

  one.metrics.queue.count(
    { jobs: {}, attempts: {}, escrow: 0n, waiting: { count: 3, oldest: 0 }, outbox: { count: 0, due: undefined } },
    9_000,
  );
  expect(await one.value("qubix_queue_waiting_oldest_seconds")).toBe("9");
  await one.leases.release(token!, "one");
  expect(await one.value("qubix_leader")).toBe("0");
  expect(await one.value("qubix_queue_waiting_oldest_seconds")).toBe("0");
  expect(await other.leases.acquire("watcher", "other", 10_000)).toBeDefined();
  expect(await one.leases.renew(token!, "one", 10_000)).toBe(false);
});
