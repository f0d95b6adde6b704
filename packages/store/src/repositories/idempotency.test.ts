import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { systemClock } from "../system-clock.ts";
import { openTestStore } from "../testing/open-test-store.ts";

const DAY = 86_400_000;
let now = 1_700_000_000_000;
let store: Store;
beforeAll(async () => {
  store = await openTestStore({ clock: { ...systemClock, now: () => now } });
});
afterAll(() => store.close());

const hex = (byte: number) => byte.toString(16).padStart(2, "0").repeat(32);
const claim = (id: number, request = 1) => store.idempotency.claim(hex(id), hex(request), 60_000, DAY);

describe("idempotency keys", () => {
  it("are claimed by one of many, and answered to all later ones", async () => {
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(1)));
    expect(claims.filter(({ state }) => state === "ours")).toHaveLength(1);
    expect(claims.filter(({ state }) => state === "busy")).toHaveLength(7);
    await store.idempotency.answer(hex(1), 1, new Uint8Array([1, 2, 3]));
    expect(await claim(1)).toEqual({ state: "answered", answer: new Uint8Array([1, 2, 3]) });
    expect(await claim(1, 2)).toEqual({ state: "other-request" });
  });

  it("are free again when nothing was done", async () => {
    expect(await claim(2)).toEqual({ state: "ours", claim: 1 });
    await store.idempotency.release(hex(2), 1);
    expect((await claim(2, 3)).state).toBe("ours");
  });

  it("are taken over from a process that died, which can't answer any more", async () => {
    expect(await claim(3)).toEqual({ state: "ours", claim: 1 });
    now += 60_000;
    expect((await claim(3, 9)).state).toBe("other-request");
    expect(await claim(3)).toEqual({ state: "ours", claim: 2 });
    await store.idempotency.answer(hex(3), 1, new Uint8Array([1]));
    await store.idempotency.release(hex(3), 1);
    await store.idempotency.answer(hex(3), 2, new Uint8Array([2]));
    expect(await claim(3)).toEqual({ state: "answered", answer: new Uint8Array([2]) });
  });

  it("are forgotten after their time", async () => {
    now += DAY + 1;
    expect((await claim(1, 7)).state).toBe("ours");
  });
});
