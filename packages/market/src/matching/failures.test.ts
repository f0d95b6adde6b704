import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttemptRecord } from "../ports/attempt-repository.ts";
import { backoffMs } from "./backoff.ts";
import { classOf, type FailureClass } from "./failure-class.ts";
import { failedProviders, jobHistory } from "./job-history.ts";
import { dailyQuota, healthAfter, healthWithRun, levelAt, newHealth, restsUntil } from "./provider-health.ts";

const HOUR = 3_600_000;

function ended(provider: number, endReason: AttemptRecord["endReason"], updatedAt: number, replica = 0): AttemptRecord {
  return {
    ...{ id: 1, jobKey: "k", replica, provider, machine: "m", price: 1n, memoryMiB: 1, state: "ended", endReason },
    ...{ version: 1, cursor: 1, intent: "i", judged: false, createdAt: 0, updatedAt },
  };
}

describe("classes of failure", () => {
  it.each<[AttemptRecord["endReason"], FailureClass]>([
    ["revoked", "provider"],
    ["lease-ended", "provider"],
    ["not-revealed", "provider"],
    ["declined", "capacity"],
    ["cancelled", "requester"],
    ["refused", "network"],
    ["dropped", "network"],
  ])("%s is the %s's", (reason, expected) => {
    expect(classOf(ended(1, reason, 5_000), undefined, 60_000)).toBe(expected);
  });

  it("tell a slow provider from a deadline that was too near", () => {
    expect(classOf(ended(1, "deadline", 60_000), undefined, 60_000)).toBe("provider");
    expect(classOf(ended(1, "deadline", 59_999), undefined, 60_000)).toBe("requester");
  });

  it("believe the receipt about what was revealed", () => {
    const settled: AttemptRecord = { ...ended(1, undefined, 1), state: "settled" };
    expect(classOf(settled, "paid-majority", 1)).toBe("success");
    expect(classOf(settled, "odd-one-out", 1)).toBe("provider");
    expect(classOf(settled, "base-share", 1)).toBe("none");
    expect(classOf(settled, undefined, 1)).toBe("none");
  });
});

describe("a job's history", () => {
  it("leaves out for good who lost it, and for a while who declined or was not reached", () => {
    const attempts = [ended(1, "revoked", 0), ended(2, "declined", 0), ended(3, "refused", 1_000)];
    expect(jobHistory(attempts, 5_000)).toMatchObject({ tried: [1, 2, 3], changesAt: 10_000 });
    expect(jobHistory(attempts, 10_000)).toMatchObject({ tried: [1, 3], changesAt: 11_000 });
    expect(jobHistory(attempts, 11_000)).toMatchObject({ tried: [1], changesAt: undefined });
  });

  it("waits twice as long after each decline, up to ten minutes", () => {
    const declines = Array.from({ length: 3 }, (_, i) => ended(2, "declined", i));
    expect(jobHistory(declines, 2).changesAt).toBe(2 + 40_000);
    const many = Array.from({ length: 50 }, () => ended(2, "declined", 0));
    expect(jobHistory(many, 0).changesAt).toBe(600_000);
  });

  it("slows the job down once three providers have failed on it, and names them", () => {
    const two = [ended(1, "revoked", 0), ended(2, "declined", 0)];
    expect(jobHistory(two, 1).notBefore).toBe(0);
    expect(jobHistory([...two, ended(3, "lease-ended", 7)], 8).notBefore).toBe(10_007);
    expect(jobHistory([...two, ended(3, "cancelled", 7), ended(4, "dropped", 7)], 8).notBefore).toBe(0);
    expect(failedProviders(two)).toEqual(new Set([1, 2]));
  });

  it("names who has a live attempt", () => {
    const live: AttemptRecord = { ...ended(9, undefined, 0), state: "assigned" };
    expect(jobHistory([live, ended(1, "declined", 0)], 1).onJob).toEqual([9]);
  });
});

describe("a provider's health", () => {
  const after = (classes: [FailureClass, number][]) =>
    classes.reduce((health, [one, at]) => healthAfter(health, one, at), newHealth(1));

  it("forgives one fault, then rests twice as long after each", () => {
    const minute = 60_000;
    expect(restsUntil(after([["provider", minute]]), minute)).toBe(0);
    const second = after([
      ["provider", minute],
      ["provider", 2 * minute],
    ]);
    expect(restsUntil(second, 2 * minute)).toBe(2 * minute + 30_000);
    expect(restsUntil(second, 3 * minute)).toBe(0);
    const third = healthAfter(second, "provider", 3 * minute);
    expect(restsUntil(third, 3 * minute)).toBe(4 * minute);
  });

  it("counts what ends together as one: a machine that lost its power", () => {
    const burst = after(
      Array.from({ length: 50 }, (_, i) => ["provider", 1_000_000 + i * 50] as [FailureClass, number]),
    );
    expect(burst.level).toBe(1);
  });

  it("feeds one that only fails less and less, and comes back with success and time", () => {
    let health = newHealth(1);
    let given = 0;
    let now = HOUR;
    for (const end = now + 24 * HOUR; now < end; ) {
      const until = restsUntil(health, now);
      if (until > 0) {
        now = until;
        continue;
      }
      given++;
      health = healthAfter(healthWithRun(health, now), "provider", now + 10_000);
      now += 10_000;
    }
    expect(given).toBeLessThan(15); // of 8,640 runs of ten seconds
    expect(levelAt(health, now + 30 * 24 * HOUR)).toBe(0);
    for (let i = 0; i < 20; i++) health = healthAfter(health, "success", now);
    expect(restsUntil(health, now)).toBe(0);
  });

  it("has a quota that halves with each fault and doubles with each success", () => {
    expect([0, 1, 2, 3, 4, 8, 16].map(dailyQuota)).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      64,
      32,
      16,
      1,
      1,
    ]);
    const ill = { ...newHealth(1), level: 4, faultAt: HOUR };
    let health = ill;
    for (let i = 0; i < 16; i++) health = healthWithRun(health, 2 * HOUR);
    expect(restsUntil(ill, 2 * HOUR)).toBe(0);
    expect(restsUntil(health, 2 * HOUR)).toBe(26 * HOUR);
    expect(restsUntil(healthAfter(health, "success", 2 * HOUR), 2 * HOUR)).toBe(0);
  });

  it("never punishes declines, nor what is the requester's or the network's", () => {
    const harmless = fc.constantFrom<FailureClass>("capacity", "requester", "network", "none", "success");
    fc.assert(
      fc.property(fc.array(fc.tuple(harmless, fc.nat({ max: 1_000 })), { maxLength: 60 }), (ends) => {
        let at = HOUR;
        let health = newHealth(1);
        for (const [one, later] of ends) {
          at += later;
          health = healthAfter(health, one, at);
        }
        expect(health.level).toBe(0);
        expect(restsUntil(health, at) - at).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  it("keeps to its bounds, whatever comes", () => {
    const any = fc.constantFrom<FailureClass>("provider", "capacity", "success", "none");
    fc.assert(
      fc.property(fc.array(fc.tuple(any, fc.nat({ max: HOUR })), { maxLength: 100 }), (ends) => {
        let at = HOUR;
        let health = newHealth(1);
        for (const [one, later] of ends) {
          at += later;
          health = healthAfter(health, one, at);
          expect(levelAt(health, at)).toBeGreaterThanOrEqual(0);
          expect(levelAt(health, at)).toBeLessThanOrEqual(16);
          const until = restsUntil(health, at);
          expect(until === 0 || (until > at && until - at <= 24 * HOUR)).toBe(true);
        }
      }),
    );
  });

  it("backs off by doubling, up to the most", () => {
    const rule = { firstMs: 10, mostMs: 100 };
    expect([0, 1, 2, 3, 4, 5, 1_000].map((n) => backoffMs(rule, n))).toEqual([0, 10, 20, 40, 80, 100, 100]);
  });
});
