import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { systemClock } from "../system-clock.ts";
import { openTestStore } from "../testing/open-test-store.ts";

let store: Store;
let offset = 0;
beforeAll(async () => {
  store = await openTestStore({ clock: { ...systemClock, now: () => Date.now() + offset } });
});
afterAll(() => store.close());

describe("effects", () => {
  it("are done after the commit, and never without one", async () => {
    const done: unknown[] = [];
    await store.effects.handle("simple", async (payload) => void done.push(payload.n));
    const failure = store.transaction(async (within) => {
      await within.outbox.add([{ kind: "simple", payload: { n: "never" } }]);
      throw new Error("no");
    });
    await expect(failure).rejects.toThrow("no");
    await store.transaction((within) =>
      within.outbox.add(Array.from({ length: 50 }, (_, n) => ({ kind: "simple", payload: { n } }))),
    );
    await expect.poll(() => done.length, { timeout: 20_000 }).toBe(50);
    expect(done.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it("are tried again when they fail, later each time", async () => {
    let tries = 0;
    await store.effects.handle("flaky", async () => {
      tries++;
      if (tries < 3) throw new Error("not yet");
    });
    await store.outbox.add([{ kind: "flaky", payload: {} }]);
    await expect.poll(() => tries, { timeout: 20_000 }).toBe(1);
    offset += 1500;
    await expect.poll(() => tries, { timeout: 20_000 }).toBe(2);
    offset += 2500;
    await expect.poll(() => tries, { timeout: 20_000 }).toBe(3);
    offset += 600_000;
    await store.effects.flush();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(tries).toBe(3);
  });

  it("wait for their time, and share a key", async () => {
    const done: unknown[] = [];
    await store.effects.handle("later", async (payload) => void done.push(payload.n));
    const notBefore = store.clock.now() + 3_600_000;
    await store.outbox.add([
      { kind: "later", payload: { n: 1 }, notBefore, key: "k" },
      { kind: "later", payload: { n: 2 }, notBefore, key: "k" },
    ]);
    await store.effects.flush();
    expect(done).toEqual([]);
    offset += 3_600_000;
    await expect.poll(() => done, { timeout: 20_000 }).toEqual([1]);
  });

  it("reach a handler that comes late", async () => {
    await store.outbox.add([{ kind: "orphan", payload: { n: 1 } }]);
    await store.effects.flush();
    const done: unknown[] = [];
    await store.effects.handle("orphan", async (payload) => void done.push(payload.n));
    await expect.poll(() => done, { timeout: 20_000 }).toEqual([1]);
  });
});
