import { randomBytes } from "node:crypto";
import { callContract, freshNonce } from "@qubix/client";
import { call } from "@qubix/contract";
import { DECLINE_REASONS, type DeclineReason, type EstimateTerms, type JobSpec } from "@qubix/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ScriptedProvider } from "./scripted-provider.ts";
import { TestNet } from "./test-net.ts";

const ASKS = { perRun: "500", perCoreSecond: "10", perGiBSecond: "64" };
const PATIENCE_MS = 60_000;
/** Of a run with the test spec's limits, 60 seconds and 16 MiB: 500 + 600 + 60. */
const PRICE = 1_160n;

describe("asks, estimates and who is chosen, on a real chain", { timeout: 240_000 }, () => {
  let net: TestNet;

  beforeAll(async () => {
    // Nobody falls silent here but on purpose: on a busy machine a late heartbeat must change nothing.
    net = await TestNet.start({ hub: { leases: { heartbeatMs: 500, lostAfterMs: 20_000, leaseTicks: 2_000 } } });
  });
  afterAll(() => net?.close());

  const estimate = async (terms: EstimateTerms = {}) =>
    net.client(net.requester).call("estimateJob", { body: { spec: (await net.spec()) as JobSpec, terms } });
  const why = (key: string, provider?: number | string) =>
    net.client(net.requester).call("getJobWhy", { params: { key }, query: provider === undefined ? {} : { provider } });

  it("prices a job by the machine's asks, estimates it before, and learns from what it used", async () => {
    expect((await estimate()).offers.matching).toBe(0);
    const asking = await (await ScriptedProvider.register(net, { minPrice: 200n })).dial({ asks: ASKS, slots: 1 });
    await vi.waitFor(async () => expect((await estimate()).offers.matching).toBe(1), PATIENCE_MS);
    const before = await estimate();
    expect(before.price).toMatchObject({ lowest: String(PRICE), typical: String(PRICE), cap: String(PRICE) });
    expect(before.confidence).toEqual({ level: "none", basis: "limits", runs: 0 });
    expect(BigInt(before.escrow.total)).toBe(PRICE + BigInt(before.escrow.hubFee) + BigInt(before.escrow.protocolFee));
    const named = { provider: asking.slot, identity: asking.owner.identity, price: String(PRICE), score: 5_000 };
    expect(before.offers).toMatchObject({ takers: [{ ...named, machines: 1, free: 1 }], passedOver: [] });
    expect((await estimate({ priceCap: String(PRICE - 1n) })).offers).toMatchObject({
      matching: 0,
      reasons: { "price-above-cap": 1 },
      takers: [],
      passedOver: [{ ...named, machine: asking.machine, misses: ["price-above-cap"] }],
    });
    for (let run = 0; run < 3; run++) {
      const key = await net.submit({ priceCap: BigInt(before.price.cap), start: "assigned", providers: [asking.slot] });
      const offer = await asking.offer(key, PATIENCE_MS);
      expect(offer.price).toBe(String(PRICE));
      // A machine with one slot is busy now, but would take the job.
      await vi.waitFor(async () => expect((await estimate()).offers.takers).toMatchObject([{ free: 0 }]), PATIENCE_MS);
      await asking.upload(offer, { wallMs: 2_000 + run, fuelUsed: "50000" });
      await asking.reveal(offer, await asking.commit(offer, randomBytes(32)));
      const job = await net.until(key, ({ closeReason }) => closeReason !== undefined, PATIENCE_MS);
      expect(job.closeReason).toBe("unchallenged");
    }
    await vi.waitFor(async () => expect((await estimate()).confidence.basis).toBe("program"), PATIENCE_MS);
    const after = await estimate({ metered: true });
    expect(after.confidence).toEqual({ level: "low", basis: "program", runs: 3 });
    expect(after.duration.p50Ms / 2_000).toBeCloseTo(1, 1);
    // 500 + 2 × 10 + 2 × 1 for two seconds.
    expect(Number(after.price.metered!.p50) / 522).toBeCloseTo(1, 1);
    expect(after.tighter).toMatchObject({ cap: expect.any(String) });
    expect(BigInt(after.tighter!.cap)).toBeLessThan(PRICE);
    await asking.fallSilent();
  });

  it("says anew why one provider can't have a job", async () => {
    const dear = await (await ScriptedProvider.register(net)).dial({ asks: { perRun: "5000" } });
    const key = await net.submit({ priceCap: 4_999n, start: "assigned", providers: [dear.slot] });
    await net.until(key, ({ state }) => state === "funded", PATIENCE_MS);
    await vi.waitFor(async () => expect((await why(key)).report?.reasons["price-above-cap"]).toBe(1), PATIENCE_MS);
    const answer = (await why(key, dear.slot)).provider!;
    expect(answer).toMatchObject({
      provider: dear.slot,
      identity: dear.owner.identity,
      machines: [{ machine: dear.machine, price: "5000", misses: ["price-above-cap"] }],
    });
    expect((await why(key, dear.owner.identity)).provider).toEqual(answer);
    await expect(why(key, 4_000)).rejects.toMatchObject({ code: "PROVIDER_NOT_FOUND" });
    await vi.waitFor(
      async () => expect((await why(key)).queue).toMatchObject({ ofRequester: 1, ahead: 0 }),
      PATIENCE_MS,
    );
    await dear.fallSilent();
    await dear.dial({ asks: { perRun: "4000" } });
    expect((await dear.offer(key, PATIENCE_MS)).price).toBe("4000");
    await dear.fallSilent();
  });

  it("punishes no honest decline, and gives the job to another", async () => {
    const [first, second] = await Promise.all([ScriptedProvider.register(net), ScriptedProvider.register(net)]);
    await first.dial();
    const key = await net.submit({ start: "assigned", providers: [first.slot, second.slot] });
    const { assignment, attempt } = await first.offer(key, PATIENCE_MS);
    const decline = { assignment: assignment!, attempt, reason: DECLINE_REASONS.capacity, nonce: freshNonce() };
    const told = (by: ScriptedProvider, reason: DeclineReason) =>
      by.client.call("agentDecline", { params: { key, attempt }, body: { reason } });
    await expect(told(second, "underpaid")).rejects.toMatchObject({ code: "ATTEMPT_NOT_FOUND" });
    expect(await told(first, "capacity")).toEqual({ noted: true });
    expect(await told(first, "underpaid")).toEqual({ noted: false });
    await callContract(net.caller(first.hot), call.declineJob(decline), 0n);
    await net.until(key, ({ attempts }) => attempts.some(({ endReason }) => endReason !== undefined), PATIENCE_MS);
    const ended = { attempt, provider: first.slot, endReason: "declined", declineReason: "capacity" };
    expect((await net.job(key)).attempts).toContainEqual(expect.objectContaining(ended));
    expect((await why(key)).ended).toMatchObject([{ ...ended, identity: first.owner.identity }]);
    await second.dial();
    await second.offer(key, PATIENCE_MS);
    const { restsUntil = 0 } = (await why(key, first.slot)).provider!;
    expect(restsUntil - Date.now()).toBeLessThan(60_000);
    const other = await net.submit({ start: "assigned", providers: [first.slot] });
    expect((await first.offer(other, PATIENCE_MS)).jobKey).toBe(other);
    for (const one of [first, second]) await one.fallSilent();
  });
});
