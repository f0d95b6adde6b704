import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { WallClock } from "./wall-clock.ts";

describe("WallClock", () => {
  it("rings once, later by as much as it was paused", async () => {
    const began = performance.now();
    let rang = 0;
    await new Promise<void>((resolve) => {
      const clock = new WallClock(100, () => {
        rang++;
        resolve();
      });
      clock.pause();
      clock.pause();
      setTimeout(() => clock.resume(), 200);
    });
    expect(performance.now() - began).toBeGreaterThanOrEqual(290);
    expect(rang).toBe(1);
  });

  it("rings no more once it is stopped", async () => {
    let rang = 0;
    new WallClock(20, () => rang++).stop();
    await sleep(60);
    expect(rang).toBe(0);
  });
});
