import { randomBytes } from "node:crypto";
import type { Difference } from "@qubix/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BatchIndex } from "../src/chain/batch-index.ts";
import type { ChainNodes } from "../src/chain/nodes.ts";
import type { ReceiptBuilder } from "../src/chain/receipt-builder.ts";
import { Reconciler } from "../src/chain/reconciler.ts";
import { ScriptedProvider } from "./scripted-provider.ts";
import { TestNet } from "./test-net.ts";

const RESULT = randomBytes(32);

describe("database and contract, compared", () => {
  let net: TestNet;
  let provider: ScriptedProvider;
  const ask = (dryRun: boolean) => net.client(net.owner).call("reconcile", { body: { dryRun } });
  const names = (differences: Difference[]) => differences.map(({ what, field }) => `${what} ${field}`).sort();

  beforeAll(async () => {
    net = await TestNet.start();
    provider = await ScriptedProvider.register(net);
  });
  afterAll(async () => {
    await provider?.fallSilent();
    await net?.close();
  });

  it("agree while nothing goes wrong, and are for the operator alone", async () => {
    await net.until(await net.submitAs(net.requester), ({ state }) => state === "funded");
    expect(await ask(true)).toMatchObject({ found: [], left: [] });
    await expect(net.client(net.requester).call("reconcile", { body: { dryRun: true } })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("differ where rows were lost or changed, and agree after the repair", async () => {
    const { store } = net.hub!.context;
    const key = await net.submitAs(net.requester);
    await net.until(key, ({ state }) => state === "funded");
    const slot = provider.slot;
    const record = await store.providers.get(slot);
    await store.providers.put({ ...record!, stake: 1n, paused: true });
    await store.waiting.remove(key);
    const broken = await ask(true);
    expect(names(broken.found)).toEqual(["provider paused", "provider stake", "waiting replicas"]);
    expect(broken.left).toEqual(broken.found);

    const repaired = await ask(false);
    expect(repaired.found.length).toBeGreaterThan(0);
    expect(repaired.left).toEqual([]);
    expect(await ask(true)).toMatchObject({ found: [] });
    expect((await store.providers.get(slot))?.stake).toBe(record!.stake);
  });

  it("differ where a job or an attempt is over here and lives on the chain, and the job goes on after the repair", async () => {
    const { store } = net.hub!.context;
    const key = await net.submitAs(net.requester, {});
    await provider.dial();
    const offer = await provider.offer(key);
    const attempt = await store.attempts.find(key, offer.attempt);
    await store.attempts.change(attempt!.id, attempt!.version, { state: "ended", endReason: "dropped" });
    await store.jobs.rollBack(key, { state: "expired", closeReason: "expired", slot: null });
    expect((await ask(true)).found).toContainEqual({
      ...{ what: "job", id: key, field: "state", here: "expired", chain: "live" },
    });
    expect((await ask(false)).left).toEqual([]);
    const opening = await provider.commit(offer, RESULT);
    await provider.reveal(offer, opening);
    expect(await net.until(key, ({ closeReason }) => closeReason !== undefined)).toMatchObject({ state: "settled" });
  });

  it("keep what was projected while the chain was asked: an answer from before undoes nothing", async () => {
    const { store } = net.hub!.context;
    await provider.fallSilent();
    let asked = 0;
    const key = await net.submitAs(net.requester, {}, 40);
    // The contract does not know the job yet, and its answer comes when it does.
    const nodes = {
      need: 1,
      async querySmartContract(contract: number, type: number, input: Uint8Array) {
        const answer = await net.node.querySmartContract(contract, type, input);
        asked++;
        await net.until(key, ({ state }) => state === "funded");
        return answer;
      },
    } as unknown as ChainNodes;
    const receipts = { build: async () => undefined } as unknown as ReceiptBuilder;
    const reconciler = new Reconciler({
      ...{ nodes, store, receipts, contractIndex: net.network.contract.index },
      ...{ index: new BatchIndex(), onApplied: () => undefined, log: net.hub!.context.log },
    });
    expect((await net.job(key)).state).toBe("submitted");
    await reconciler.job(key);
    expect(asked).toBeGreaterThan(1);
    expect((await net.job(key)).state).toBe("funded");
    expect((await store.waiting.list(100)).filter(({ jobKey }) => jobKey === key)).toHaveLength(1);
    expect((await ask(true)).found).toEqual([]);
  });
});
