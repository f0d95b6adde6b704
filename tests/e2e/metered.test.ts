import { AutoTopUp, openResult, topUpJob, verifyReceipt } from "@qubix/client";
import { blobDigest, ciphertextDigest, makeResult, type ReceiptDocument, resultDigest } from "@qubix/protocol";
import { fromHex } from "@qubix/qubic";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { E2eNetwork, TERMS } from "./support/e2e-network.ts";
import { inventedOpening, Puppet } from "./support/puppet.ts";
import { ANSWER, PROGRAMS } from "./support/wasi-program.ts";

const PATIENT = 180_000;
const CREATE_FEE = 1_000n;
/** A run's beginning costs 500 QU, each of its seconds 2,000. */
const ASKS = { perRun: "500", perCoreSecond: "2000" };
const LIMITS = { fuel: "100000000000", memoryMiB: 16, outputBytes: 65_536 };

describe("metered jobs, through all processes", { timeout: PATIENT }, () => {
  let net: E2eNetwork;
  let paula: Puppet;
  const rita = () => net.account("rita");
  const caller = () => {
    const { node, network } = net.local;
    const { tickOffset, contract } = network;
    return { node, contractIndex: contract.index, tickOffset, keyPair: rita().keyPair };
  };

  beforeAll(async () => {
    const provider = { stake: 5_000_000n, minPrice: 100n, capacity: 4, asks: ASKS };
    net = await E2eNetwork.start({
      pace: "manual",
      accounts: { rita: 50_000_000n },
      providers: [
        { ...provider, name: "anna", topUpGraceSeconds: 120 },
        { ...provider, name: "boris", topUpGraceSeconds: 1 },
        { ...provider, name: "paula", withoutAgent: true },
      ],
      hubTimes: { heartbeatMs: 300, lostAfterMs: 15_000 },
    });
    paula = await new Puppet(net, net.provider("paula")).dial(ASKS);
  }, PATIENT);
  afterAll(async () => {
    await paula?.fallSilent();
    await net?.close();
  }, PATIENT);
  beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(net.logs())));

  const specOf = async (program: Uint8Array, wallSeconds: number) =>
    net.spec(rita(), program, { limits: { ...LIMITS, wallSeconds } });
  const receiptOf = (key: string) => net.hub().call("getJobReceipt", { params: { key } });

  async function expectVerified(receipt: ReceiptDocument): Promise<void> {
    const verdict = await verifyReceipt(receipt, { node: net.local.node, network: net.local.network });
    expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
    const whats = verdict.checks.map(({ what }) => what);
    for (const { attempt } of receipt.runs) expect(whats).toContain(`what attempt ${attempt} asked for`);
  }

  it("costs what the run used, and the change comes back", async () => {
    const before = await net.balance(rita());
    const terms = { metered: true, priceCap: 200_000n, providers: net.slots("anna") };
    const job = await net.submit(rita(), await specOf(PROGRAMS.answer, 60), terms);
    const ended = await net.ended(job.key);
    expect(ended).toMatchObject({ closeReason: "unchallenged", metered: true, priceCap: "200000" });
    const opened = await openResult(net.hub(), ended, rita().keyPair);
    expect(opened!.usage).toMatchObject({ asks: ASKS, leastPrice: "100", limit: "120500" });
    const receipt = await receiptOf(job.key);
    const { charge, paid } = receipt.runs[0]!;
    expect([charge, paid, ended.attempts[0]!.charge]).toEqual([opened!.usage!.charge, charge, charge]);
    expect(BigInt(paid)).toBeGreaterThanOrEqual(500n);
    expect(BigInt(paid)).toBeLessThan(120_500n);
    expect(receipt).toMatchObject({ metered: true, refunded: String(200_000n - BigInt(paid)) });
    const kept = BigInt(paid) + TERMS.hubFee + TERMS.protocolFee + CREATE_FEE;
    expect(before - (await net.balance(rita()))).toBe(kept);
    await expectVerified(receipt);
    const lie = { ...receipt, runs: [{ ...receipt.runs[0]!, charge: String(BigInt(charge!) + 1n) }] };
    expect((await verifyReceipt(lie, { node: net.local.node, network: net.local.network })).ok).toBe(false);
  });

  it("runs to its end when its requester lets it be topped up, for no more than he allowed", async () => {
    const before = await net.balance(rita());
    const terms = { metered: true, priceCap: 1_000n, providers: net.slots("anna") };
    const job = await net.submit(rita(), await specOf(PROGRAMS.slowAnswer, 120), terms);
    const watcher = new AutoTopUp(net.hub(rita()), caller(), 500_000n);
    const sent: bigint[] = [];
    await net.eventually(async () => {
      const document = await net.job(job.key);
      const news = await watcher.look(document);
      if (news?.kind === "sent") sent.push(news.spent);
      return document.state === "committed" || document.state === "revealed" || document.state === "decided";
    });
    const ended = await net.ended(job.key);
    const opened = await openResult(net.hub(), ended, rita().keyPair);
    expect(opened!.result.outcome).toBe("ok");
    expect(new TextDecoder().decode(opened!.outputs.get("answer"))).toBe(ANSWER);
    const receipt = await receiptOf(job.key);
    const paid = BigInt(receipt.runs[0]!.paid);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.at(-1)! <= 500_000n).toBe(true);
    expect(paid > 1_000n && paid <= BigInt(opened!.usage!.limit)).toBe(true);
    expect(BigInt(ended.toppedUp!)).toBeGreaterThan(0n);
    expect(receipt.transactions.filter(({ procedure }) => procedure === "TopUpJob")).toHaveLength(sent.length);
    const fees = TERMS.hubFee + TERMS.protocolFee + CREATE_FEE + 100n * BigInt(sent.length);
    const topUpFees = BigInt(ended.protocolFee) - TERMS.protocolFee;
    expect(before - (await net.balance(rita()))).toBe(paid + fees + topUpFees);
    await expectVerified(receipt);
  });

  it("ends at its limit when nobody tops it up, and that is its result", async () => {
    const terms = { metered: true, priceCap: 1_000n, providers: net.slots("boris") };
    const job = await net.submit(rita(), await specOf(PROGRAMS.endless, 120), terms);
    const ended = await net.ended(job.key);
    const opened = await openResult(net.hub(), ended, rita().keyPair);
    expect(opened!.result).toEqual({ outcome: "budget", exitCode: 0, outputs: [] });
    const receipt = await receiptOf(job.key);
    expect(receipt.runs).toMatchObject([{ charge: "1000", paid: "1000", outcome: "paid-majority" }]);
    await expect(topUpJob(net.hub(rita()), caller(), job.key, { amount: 5_000n })).rejects.toMatchObject({
      code: "JOB_NOT_ON_CHAIN",
    });
    await expectVerified(receipt);
  });

  it("pays a greedy provider no more than a quarter above what the others' runs took", async () => {
    const providers = net.slots("anna", "boris", "paula");
    const terms = { metered: true, priceCap: 200_000n, replicas: 3, quorum: 2, providers, protocolFee: 6_000n };
    const job = await net.submit(rita(), await specOf(PROGRAMS.answer, 60), terms);
    const offer = await paula.offer(job.key);
    const output = { path: "answer", size: ANSWER.length, digest: blobDigest(new TextEncoder().encode(ANSWER)) };
    const sealed = new Uint8Array(5_000).fill(7);
    const digests = {
      ciphertextDigest: ciphertextDigest(sealed),
      resultDigest: fromHex(resultDigest(makeResult("ok", 0, [output]))),
    };
    const opening = { ...inventedOpening(), ...digests, charge: BigInt(offer.price) };
    await paula.upload(offer, sealed, digests.ciphertextDigest);
    await paula.send(paula.commitCall(offer, paula.commitmentTo(offer, opening)));
    await net.until(job.key, ({ state }) => state === "committed" || state === "revealed");
    await net.eventually(async () => (await paula.refusal(paula.revealCall(offer, opening))) === undefined);
    await paula.send(paula.revealCall(offer, opening));
    const ended = await net.ended(job.key);
    expect(ended.closeReason).toBe("verified");
    const receipt = await receiptOf(job.key);
    const priceOf = (attempt: number) => BigInt(ended.attempts.find((one) => one.attempt === attempt)!.price);
    const parts = receipt.runs
      .map(({ attempt, charge }) => Number((BigInt(charge!) * 10_000n + priceOf(attempt) - 1n) / priceOf(attempt)))
      .sort((a, b) => a - b);
    const fair = BigInt(parts[1]! + Math.floor((parts[1]! * 2_500) / 10_000));
    for (const { attempt, provider, charge, paid } of receipt.runs) {
      const most = (priceOf(attempt) * fair) / 10_000n;
      expect(BigInt(paid)).toBe(BigInt(charge!) < most ? BigInt(charge!) : most);
      if (provider === paula.provider.slot) expect(BigInt(paid)).toBeLessThan(BigInt(charge!) / 4n);
    }
    await expectVerified(receipt);
  });

  it("loses no money", async () => {
    expect(await net.lostMoney()).toEqual([]);
  });
});
