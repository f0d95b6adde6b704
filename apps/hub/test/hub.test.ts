import { randomBytes } from "node:crypto";
import { actOnJob } from "@qubix/client";
import { leafOf, verifyPath } from "@qubix/contract";
import { createSeed, decodeInvocation, fromHex, keyPairFromSeed, signTransaction, verifyBundle } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ScriptedProvider } from "./scripted-provider.ts";
import { TestNet } from "./test-net.ts";

describe("a job's way through the hub, on a real chain", () => {
  let net: TestNet;
  let provider: ScriptedProvider;

  beforeAll(async () => {
    net = await TestNet.start();
    provider = await (await ScriptedProvider.register(net)).dial();
  });
  afterAll(async () => {
    await provider?.fallSilent();
    await net?.close();
  });

  it("funds, matches, assigns, authorizes, runs, proves, settles and writes a receipt", async () => {
    const key = await net.submit();
    const offer = await provider.offer(key);
    const proof = await provider.authorization(offer);
    const bundle = decodeInvocation(fromHex(proof.bundle));
    expect(verifyBundle(bundle, await net.node.computors())).toEqual({ ok: true, verified: 451 });
    const leaf = leafOf({
      contractIndex: 29,
      jobKey: fromHex(key),
      specDigest: fromHex((await net.job(key)).specDigest),
      provider: provider.owner.publicKey,
      price: BigInt(offer.price),
      assignment: offer.assignment!,
      attempt: offer.attempt,
      expiry: offer.expiry,
    });
    const root = bundle.request.subarray(0, 32);
    expect(verifyPath(leaf, proof.leafIndex, proof.path.map(fromHex), root)).toBe(true);
    const result = randomBytes(32);
    const opening = await provider.commit(offer, result);
    await provider.reveal(offer, opening);
    const ready = await net.until(key, ({ attempts }) => attempts[0]?.state === "revealed");
    expect(ready.attempts[0]).toMatchObject({ resultDigest: result.toString("hex"), attempt: 1 });
    const job = await net.until(key, ({ closeReason }) => closeReason !== undefined);
    expect(job).toMatchObject({ state: "settled", closeReason: "unchallenged", resultDigest: result.toString("hex") });
    const receipt = await net.client(net.requester).call("getJobReceipt", { params: { key } });
    expect(receipt.transactions.map(({ procedure }) => procedure)).toEqual([
      "CreateJob",
      "AssignJobs",
      "CommitResults",
      "RevealResults",
    ]);
    expect(receipt.runs).toMatchObject([{ provider: provider.slot, paid: "1000", outcome: "paid-majority" }]);
    expect(receipt.authorizations).toHaveLength(1);
  });

  it("lets three agree and a fourth of other opinion alone", async () => {
    const others = await Promise.all([1, 2].map(async () => (await ScriptedProvider.register(net)).dial()));
    const all = [provider, ...others];
    const key = await net.submit({ replicas: 3, quorum: 2, start: "assigned", providers: all.map(({ slot }) => slot) });
    const offers = await Promise.all(all.map((one) => one.offer(key)));
    expect(new Set(offers.map(({ attempt }) => attempt)).size).toBe(3);
    const truth = randomBytes(32);
    const lie = randomBytes(32);
    const openings = await Promise.all(all.map((one, i) => one.commit(offers[i]!, i === 2 ? lie : truth)));
    await Promise.all(all.map((one, i) => one.reveal(offers[i]!, openings[i]!)));
    const job = await net.until(key, ({ closeReason }) => closeReason !== undefined);
    expect(job).toMatchObject({ state: "settled", closeReason: "verified", resultDigest: truth.toString("hex") });
    const receipt = await net.client(net.requester).call("getJobReceipt", { params: { key } });
    const outcomes = new Map(receipt.runs.map((run) => [run.provider, run]));
    expect(outcomes.get(all[0]!.slot)).toMatchObject({ outcome: "paid-majority", paid: "1000" });
    expect(outcomes.get(all[2]!.slot)).toMatchObject({ outcome: "odd-one-out", paid: "0" });
    for (const other of others) await other.fallSilent();
  });

  it("says why nobody takes a job, and gives it to the first who can", async () => {
    const key = await net.submit({ priceCap: 500n, start: "assigned" });
    const why = async () => net.client(net.requester).call("getJobWhy", { params: { key } });
    await net.until(key, ({ state }) => state === "funded");
    await vi.waitFor(async () => expect((await why()).report?.reasons["price-above-cap"]).toBeGreaterThan(0), 10_000);
    const cheap = await (await ScriptedProvider.register(net, { minPrice: 400n })).dial();
    const offer = await cheap.offer(key);
    expect(offer.price).toBe("400");
    await actOnJob(net.client(net.requester), net.caller(net.requester), "cancel", key);
    const job = await net.until(key, ({ closeReason }) => closeReason !== undefined);
    expect(job).toMatchObject({ state: "cancelled", closeReason: "cancelled" });
    await cheap.fallSilent();
  });

  it("moves a job from a machine that fell silent to another, and fences the first", async () => {
    const [first, second] = await Promise.all([ScriptedProvider.register(net), ScriptedProvider.register(net)]);
    await first.dial();
    const key = await net.submit({ start: "assigned", providers: [first.slot, second.slot] });
    const lost = await first.offer(key);
    await first.fallSilent();
    await second.dial();
    const offer = await second.offer(key);
    expect(offer.attempt).toBeGreaterThan(lost.attempt);
    const stale = first.client.call("agentLogs", {
      params: { key, attempt: lost.attempt },
      body: { ephemeral: "00".repeat(32), seq: 0, chunks: ["AAAA"] },
    });
    await expect(stale).rejects.toMatchObject({ code: "ATTEMPT_FENCED" });
    await first.dial();
    await vi.waitFor(() => expect(first.cancelled).toContain(`${key}:${lost.attempt}`), 10_000);
    const opening = await second.commit(offer, randomBytes(32));
    await second.reveal(offer, opening);
    const job = await net.until(key, ({ closeReason }) => closeReason !== undefined);
    expect(job.closeReason).toBe("unchallenged");
    expect(job.attempts).toMatchObject([{ state: "ended", endReason: "revoked" }, { state: "settled" }]);
    for (const one of [first, second]) await one.fallSilent();
  });

  it("tells how busy a machine is, as long as it is there", async () => {
    const busy = await (await ScriptedProvider.register(net)).dial();
    const machine = async () => {
      const { items } = await net.client(net.requester).call("listMachines", { query: { provider: busy.slot } });
      return items.map(({ online, load }) => ({ online, load }));
    };
    await expect.poll(machine, { timeout: 20_000 }).toEqual([{ online: true, load: { cpu: 0.25, memoryMiB: 512 } }]);
    await busy.fallSilent();
    await expect.poll(machine, { timeout: 20_000 }).toEqual([{ online: false, load: undefined }]);
  });

  it("renews the lease of a machine that lives", async () => {
    const key = await net.submit({ start: "assigned", providers: [provider.slot] });
    const offer = await provider.offer(key);
    await net.devnet.tick(150);
    await net.until(key, ({ attempts }) => (attempts[0]?.leaseUntil ?? 0) > offer.leaseUntil!);
    await provider.reveal(offer, await provider.commit(offer, randomBytes(32)));
    await actOnJob(net.client(net.requester), net.caller(net.requester), "accept", key);
    const job = await net.until(key, ({ closeReason }) => closeReason !== undefined);
    expect(job.closeReason).toBe("accepted");
  });

  it("refuses at once what the contract would refuse, and ends with a reason what it refused in its tick", async () => {
    await expect(net.submit({ priceCap: 1n })).rejects.toMatchObject({ code: "TRANSACTION_REFUSED", status: 422 });
    await expect(net.submit({ hub: 77 })).rejects.toMatchObject({ code: "HUB_MISMATCH" });
    await expect(net.submit({ priceCap: 2_000_000_000n })).rejects.toMatchObject({ code: "TRANSACTION_REFUSED" });
    await expect(net.submit({ deadlineTicks: -5 })).rejects.toMatchObject({ code: "TRANSACTION_REFUSED" });
    const poor = keyPairFromSeed(createSeed());
    net.devnet.faucet(poor.identity, 50_000n);
    await vi.waitFor(async () => expect((await net.node.entity(poor.publicKey)).balance).toBe(50_000n), 10_000);
    const key = await net.submitAs(poor, {}, 12);
    const { tick } = await net.node.tickInfo();
    const away = { destination: net.owner.publicKey, amount: 49_000n, inputType: 0, input: new Uint8Array(0) };
    await net.node.broadcastTransaction(signTransaction({ ...away, tick: tick + 3 }, poor).bytes);
    const job = await net.until(key, ({ closeReason }) => closeReason !== undefined, 30_000);
    expect(job.state).toBe("failed");
    expect(["refused", "dropped"]).toContain(job.closeReason);
  });
});
