import { randomBytes } from "node:crypto";
import { leafOf, verifyPath } from "@qubix/contract";
import { decodeInvocation, fromHex, verifyBundle } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
});
