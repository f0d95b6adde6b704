import { afterEach, expect, test } from "vitest";
import type { Store } from "../store.ts";
import { newJob } from "../testing/fixtures.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
afterEach(() => store.close());

test("counts what is not over, and says how long it has waited", async () => {
  store = await openTestStore();
  expect(await store.vitals.counts()).toMatchObject({
    jobs: { submitted: 0, funded: 0, decided: 0 },
    escrow: 0n,
    attempts: {},
    waiting: { count: 0, oldest: undefined },
    outbox: { count: 0, due: undefined },
  });

  const [one, over] = [newJob({ escrow: 70n }), newJob({ escrow: 1_000n })];
  await store.jobs.insert(one);
  await store.jobs.insert(over);
  await store.jobs.change(over.key, 1, { state: "failed" }, []);
  await store.waiting.add(one.key, [0, 1]);
  await store.outbox.add([{ kind: "scan", payload: {}, notBefore: store.clock.now() + 60_000 }]);

  const counts = await store.vitals.counts();
  expect(counts.jobs).toMatchObject({ submitted: 1, funded: 0 });
  expect(counts.escrow).toBe(70n);
  expect(counts.waiting.count).toBe(2);
  expect(counts.waiting.oldest).toBeLessThanOrEqual(store.clock.now());
  expect(counts.outbox).toEqual({ count: 1, due: expect.any(Number) });
});

test("is well when it answers and has all migrations", async () => {
  store = await openTestStore();
  expect(await store.vitals.checkDatabase()).toBeUndefined();
  await store.vitals.checkLive();
  const connections = store.vitals.connections();
  if (store.engines.database === "postgresql") expect(connections?.total).toBeGreaterThan(0);
  else expect(connections).toBeUndefined();
});

test("knows what its queue holds", async () => {
  store = await openTestStore();
  await store.outbox.add([{ kind: "scan", payload: {} }]);
  await store.effects.flush();
  expect(await store.vitals.queued()).toEqual({ scan: { waiting: 1, active: 0, delayed: 0 } });
});
