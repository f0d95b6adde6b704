import { afterEach, describe, expect, it } from "vitest";
import { alice, bob, TestNet } from "../test-kit.ts";

let net: TestNet;
afterEach(() => net.close());

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("the pace of ticks", () => {
  it("auto: waits while there is nothing to do, and hurries when there is", async () => {
    net = await TestNet.start({ pace: { mode: "auto", idleMs: 60_000 } });
    const { tick } = net;
    await wait(100);
    expect(net.tick).toBe(tick);
    await net.send(alice, { to: bob.publicKey, amount: 1n, tick: tick + 5 });
    await expect.poll(() => net.tick, { timeout: 2_000, interval: 10 }).toBeGreaterThanOrEqual(tick + 5);
    expect(await net.balance(bob.publicKey)).toBe(1n);
    const after = net.tick;
    await wait(100);
    expect(net.tick).toBe(after);
  });

  it("timed: ticks whether there is work or not", async () => {
    net = await TestNet.start({ pace: { mode: "timed", everyMs: 20 } });
    const { tick } = net;
    await wait(500);
    expect(net.tick - tick).toBeGreaterThan(10);
    expect(net.tick - tick).toBeLessThan(27);
  });

  it("manual: only when asked, never two at a time", async () => {
    net = await TestNet.start();
    const { tick } = net;
    await Promise.all([net.devnet.tick(3), net.devnet.tick(4), net.devnet.advanceEpoch()]);
    expect(net.tick).toBe(tick + 8);
  });
});
