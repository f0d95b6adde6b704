import { readFileSync } from "node:fs";
import {
  BatchStatus,
  type ContractCall,
  call,
  contractCode,
  contractReader,
  jobKeyOf,
  NO_HUB,
  NO_MODEL,
  NO_PROVIDER,
  query,
  verifyPath,
} from "@qubix/contract";
import {
  BundleBuilder,
  contractPublicKey,
  type KeyPair,
  k12,
  keyPairFromSeed,
  OC_AUTHORIZATION_INPUT_TYPE,
  verifyBundle,
} from "@qubix/qubic";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_CONTRACT_INDEX } from "./genesis.ts";
import { TestNet } from "./test-kit.ts";

const wasm = readFileSync(new URL("../../../contracts/dist/Qubix.wasm", import.meta.url));
const contractId = contractPublicKey(DEFAULT_CONTRACT_INDEX);
const people = {
  hub: keyPairFromSeed("h".repeat(55)),
  provider: keyPairFromSeed("p".repeat(55)),
  requester: keyPairFromSeed("r".repeat(55)),
};
const QUBIX_INTERFACE = 1;

let net: TestNet;
let nonce = 0n;
beforeEach(async () => {
  net = await TestNet.start({
    contract: { wasm, config: { flushTicks: 1, epochGuardMinutes: 0 } },
    accounts: Object.values(people).map(({ identity }) => ({ identity, amount: 10n ** 9n })),
  });
});
afterEach(() => net.close());

const reader = () => contractReader(net.client, DEFAULT_CONTRACT_INDEX);

/** Calls a procedure that the contract must not refuse. */
async function run(from: KeyPair, { inputType, input }: ContractCall, amount = 0n): Promise<void> {
  const { code } = await query.explain(reader(), { invocator: from.publicKey, amount, procedure: inputType, input });
  expect(contractCode(code).name).toBe("OK");
  await net.execute(from, { to: contractId, amount, inputType, input });
}

describe("the marketplace's contract on the devnet", () => {
  it("takes a job, assigns it, and gets the batch authorized by 451 computors", async () => {
    const { hub, provider, requester } = people;
    const { config } = await query.getConfig(reader(), {});
    expect(config.flushTicks).toBe(1);
    const hot = { hot: hub.publicKey, nonce: ++nonce };
    await run(hub, call.registerHub({ ...hot, minFee: 0n }), config.callFee + config.minBond);
    const offer = {
      payout: provider.publicKey,
      minPrice: 1_000n,
      capacity: 4,
      hubs: [0, NO_HUB, NO_HUB, NO_HUB],
      anyHub: 0,
    };
    await run(
      provider,
      call.registerProvider({ ...offer, hot: provider.publicKey, nonce: ++nonce }),
      config.callFee + config.minStake,
    );

    const specDigest = k12(new TextEncoder().encode("a job"));
    const jobNonce = ++nonce;
    const job = {
      specDigest,
      nonce: jobNonce,
      createBy: net.tick + 20,
      deadline: net.tick + 500,
      hub: 0,
      model: NO_MODEL,
      replicas: 1,
      quorum: 1,
      acceptPolicy: 0,
      startPolicy: 2,
      undecidedPolicy: 0,
      metered: 0,
      priceCap: 10_000n,
      royalty: 0n,
      hubFee: 100n,
      protocolFee: 1_000n,
      minStake: 0n,
      providers: Array.from({ length: 8 }, () => NO_PROVIDER),
    };
    const before = await net.balance(requester.publicKey);
    await run(requester, call.createJob(job), 50_000n);
    const escrow = 10_000n + 100n + 1_000n;
    expect(before - (await net.balance(requester.publicKey))).toBe(escrow + config.createFee);

    const jobKey = jobKeyOf(requester.publicKey, specDigest, jobNonce);
    const nothing = { jobKey: new Uint8Array(32), price: 0n, jobSlot: 0, leaseTicks: 0, provider: 0 };
    const item = { jobKey, price: 9_000n, jobSlot: 0, leaseTicks: 100, provider: 0 };
    const items = [item, ...Array.from({ length: 15 }, () => nothing)];
    await run(hub, call.assignJobs({ items, count: 1, nonce: ++nonce }), config.callFee);
    await net.devnet.tick(4);

    const batch = await query.getBatch(reader(), { batch: 0 });
    expect(batch).toMatchObject({ found: 1, count: 1, status: BatchStatus.Authorized });
    const path = await query.getPath(reader(), { batch: 0, index: 0 });
    expect(verifyPath(path.leaf, 0, path.siblings.slice(0, path.depth), batch.root)).toBe(true);

    // Whoever missed the push finds the proof in the ticks after it.
    const computors = await net.client.computors();
    const { invocationId, epoch } = batch;
    const invocation = { invocationId, epoch, interfaceIndex: QUBIX_INTERFACE, request: requestOf(batch) };
    const authorizations = await net.client.tickTransactions(batch.tick + 3);
    expect(authorizations.filter(({ inputType }) => inputType === OC_AUTHORIZATION_INPUT_TYPE)).toHaveLength(676);
    const builder = new BundleBuilder(invocation, computors);
    for (let tick = batch.tick; tick < net.tick && !builder.bundle; tick++)
      builder.add(await net.client.tickTransactions(tick));
    expect(verifyBundle(builder.bundle!, computors)).toEqual({ ok: true, verified: 451 });
    const totals = await query.getTotals(reader(), {});
    expect(totals.holds).toBe(await net.balance(contractId));
    expect(totals.holds >= totals.owes).toBe(true);
  });
});

/** A batch's OC request, which QubixOC.h lays out. */
function requestOf(batch: { root: Uint8Array; batch: number; count: number; tick: number }): Uint8Array {
  const request = new Uint8Array(56);
  const view = new DataView(request.buffer);
  request.set(batch.root);
  view.setBigUint64(32, BigInt(DEFAULT_CONTRACT_INDEX), true);
  view.setUint32(40, batch.batch, true);
  view.setUint32(44, batch.count, true);
  view.setUint32(48, batch.tick, true);
  return request;
}
