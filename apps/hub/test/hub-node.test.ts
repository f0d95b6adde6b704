import { randomBytes } from "node:crypto";
import { actOnJob, type ChainNode, HubNode, sendTransaction, submitJob, verifyReceipt } from "@qubix/client";
import { contractReader, query } from "@qubix/contract";
import { createSeed, keyPairFromSeed, verifyTickData } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ScriptedProvider } from "./scripted-provider.ts";
import { TestNet } from "./test-net.ts";

describe("the chain through a hub alone", () => {
  let net: TestNet;
  let node: HubNode;
  let provider: ScriptedProvider;

  beforeAll(async () => {
    // Nobody is lost and no window closes while this machine is busy with something else.
    const leases = { heartbeatMs: 200, lostAfterMs: 20_000, leaseTicks: 2_000 };
    net = await TestNet.start({ contract: { disputeTicks: 2_000 }, hub: { leases } });
    node = new HubNode(net.client(net.requester));
    provider = await (await ScriptedProvider.register(net)).dial();
  });
  afterAll(async () => {
    await provider?.fallSilent();
    await net?.close();
  });

  it("has the answers that a node has", async () => {
    const nobody = keyPairFromSeed(createSeed()).publicKey;
    const [sender, receiver] = [net.spare[0]!, net.spare[1]!];
    const fields = { destination: receiver.publicKey, amount: 5n, inputType: 0, input: new Uint8Array(0) };
    const sent = await sendTransaction(node, sender, fields, { tickOffset: 4, attempts: 9 });
    const { tick, digest } = sent;
    const same = async (ask: (of: ChainNode) => Promise<unknown>) =>
      expect(await ask(node)).toEqual(await ask(net.node));
    await same((of) => of.tickData(tick));
    await same((of) => of.tickTransactions(tick));
    await same((of) => of.transaction(digest));
    await same((of) => of.transaction(nobody));
    await same((of) => of.tickData(1));
    await same((of) => of.computors());
    await same(async (of) => query.getConfig(contractReader(of, 29), {}));
    const { balance, incoming, outgoingTransfers } = await net.node.entity(sender.publicKey);
    expect(await node.entity(sender.publicKey)).toMatchObject({ balance, incoming, outgoingTransfers });
    expect((await node.entity(nobody)).balance).toBe(0n);
    const data = await node.tickData(tick);
    expect(verifyTickData(data!, await node.computors())).toBe(true);
  });

  it("is enough to submit a job, to accept its result, and to check its receipt", async () => {
    const { network, requester, hubSlot } = net;
    const hub = net.client(requester);
    const contractIndex = network.contract.index;
    const submitter = { hub, node, contractIndex, tickOffset: network.tickOffset, keyPair: requester };
    const { key } = await submitJob(submitter, await net.spec(), {
      ...{ hub: hubSlot, hubFee: 100n, replicas: 1, quorum: 1, priceCap: 10_000n, protocolFee: 1_000n },
      ...{ start: "authorized", deadlineTicks: 5_000 },
    });
    const offer = await provider.offer(key, 60_000);
    const { bundle } = await provider.authorization(offer);
    const [invocation] = (await hub.call("listInvocations", { query: {} })).items;
    expect(invocation).toMatchObject({ signatures: 451, jobs: [{ key, attempt: offer.attempt }] });
    expect(bundle).toContain(invocation!.root);
    await provider.reveal(offer, await provider.commit(offer, randomBytes(32)));
    await net.until(key, ({ attempts }) => attempts[0]?.state === "revealed", 60_000);
    await actOnJob(hub, submitter, "accept", key);
    expect(await net.until(key, ({ closeReason }) => closeReason !== undefined, 60_000)).toMatchObject({
      ...{ state: "settled", closeReason: "accepted" },
    });
    const receipt = await hub.call("getJobReceipt", { params: { key } });
    const verdict = await verifyReceipt(receipt, { node, network });
    expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(verdict.signatures).toBe(451);
    const [run] = receipt.runs;
    const forged = { ...receipt, runs: [{ ...run!, paid: "999" }] };
    expect((await verifyReceipt(forged, { node, network })).ok).toBe(false);
  }, 180_000);
});
