import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  AcceptPolicy,
  AssignmentState,
  BatchStatus,
  Code,
  call,
  commitmentOf,
  contractCode,
  contractReader,
  decode,
  encodeField,
  FIRST_EVENT,
  followEvents,
  JobState,
  jobKeyOf,
  leafOf,
  NO_MODEL,
  NO_PROVIDER,
  query,
  verifyPath,
} from "@qubix/contract";
import { k12 } from "@qubix/qubic";
import { beforeAll, describe, expect, it } from "vitest";
import { GOLDEN_WASM } from "../scripts/build-binding.ts";
import { SmallChain } from "./small-chain.ts";

const INDEX = 29;
const module = new WebAssembly.Module(readFileSync(new URL("../dist/Qubix.wasm", import.meta.url)));
const identity = () => new Uint8Array(randomBytes(32));
const REPLICAS = 3;

describe("the binding and the compiled contract", () => {
  const chain = new SmallChain(module, INDEX);
  const reader = contractReader(chain, INDEX);
  const [hubOwner, hub, requester] = [identity(), identity(), identity()];
  const providers = Array.from({ length: REPLICAS }, () => ({
    owner: identity(),
    hot: identity(),
    payout: identity(),
  }));
  const specDigest = identity();
  const jobKey = jobKeyOf(requester, specDigest, 7n);
  const hidden = { resultDigest: identity(), ciphertextDigest: identity(), maskedKey: identity(), salt: identity() };
  const result = { ...hidden, charge: 850n };
  let nonce = 1n;

  /** Sends a call and returns its output's code. */
  function send({ inputType, input }: { inputType: number; input: Uint8Array }, from: Uint8Array, amount = 10_000n) {
    const output = chain.call(inputType, input, from, amount);
    return new DataView(output.buffer).getInt32(0, true);
  }

  beforeAll(() => {
    const flush = encodeField("Config", "flushTicks", 1);
    chain.contract.patchState(encodeField("StateData", "config", configOf(chain)).offset + flush.offset, flush.bytes);
    expect(send(call.registerHub({ hot: hub, minFee: 0n, nonce: nonce++ }), hubOwner, 10n ** 9n)).toBe(Code.Ok);
    for (const { owner, hot, payout } of providers) {
      const terms = { minPrice: 100n, capacity: 10, hubs: [0, NO_PROVIDER, NO_PROVIDER, NO_PROVIDER], anyHub: 0 };
      expect(send(call.registerProvider({ hot, payout, ...terms, nonce: nonce++ }), owner, 10n ** 9n)).toBe(Code.Ok);
    }
  });

  it("set single fields of the configuration", async () => {
    expect((await query.getConfig(reader, {})).config.flushTicks).toBe(1);
  });

  it("agree on the job key", async () => {
    const terms = { createBy: 1100, deadline: 2000, hub: 0, model: NO_MODEL, replicas: REPLICAS, quorum: 2 };
    const policy = { acceptPolicy: 0, startPolicy: 0, undecidedPolicy: 0, metered: 1, minStake: 0n };
    const money = { priceCap: 1000n, royalty: 0n, hubFee: 10n, protocolFee: 100n };
    const create = { specDigest, nonce: 7n, ...terms, ...policy, ...money, providers: Array(8).fill(NO_PROVIDER) };
    expect(send(call.createJob({ ...create, acceptPolicy: AcceptPolicy.AllBits + 1 }), requester)).toBe(Code.BadPolicy);
    expect(send(call.createJob(create), requester)).toBe(Code.Ok);
    expect(send(call.createJob(create), requester)).toBe(Code.DuplicateJob);
    const job = await query.getJob(reader, { jobKey, jobSlot: 0 });
    expect(job.found).toBe(1);
    expect(job.record).toMatchObject({ key: jobKey, requester, specDigest, state: JobState.Open, replicas: REPLICAS });
  });

  it("agree on leaves, roots and paths", async () => {
    const items = providers.map((_, provider) => ({
      jobKey,
      price: 900n + BigInt(provider),
      jobSlot: 0,
      leaseTicks: 100,
      provider,
    }));
    expect(send(call.assignJobs({ items, count: items.length, nonce: nonce++ }), hub)).toBe(Code.Ok);
    chain.currentTick++;
    chain.contract.systemProcedure("END_TICK");
    expect(chain.invocations).toHaveLength(1);
    const request = decode("OcRequest", chain.invocations[0]!.request);
    expect(request).toMatchObject({ contractIndex: BigInt(INDEX), count: REPLICAS });
    const batch = await query.getBatch(reader, { batch: request.batch });
    expect(batch).toMatchObject({ root: request.root, count: REPLICAS, status: BatchStatus.Pending });

    const job = await query.getJob(reader, { jobKey, jobSlot: 0 });
    for (const { record, slot } of job.assignments.slice(0, REPLICAS)) {
      const { price, attempt, expiry, leafIndex, provider } = record;
      const { owner } = providers[provider]!;
      const leaf = leafOf({
        contractIndex: INDEX,
        jobKey,
        specDigest,
        provider: owner,
        price,
        assignment: slot,
        attempt,
        expiry,
      });
      const path = await query.getPath(reader, { batch: request.batch, index: leafIndex });
      expect(path).toMatchObject({ leaf, root: request.root, found: 1, depth: 2 });
      const siblings = path.siblings.slice(0, path.depth);
      expect(verifyPath(leaf, leafIndex, siblings, request.root)).toBe(true);
      expect(verifyPath(leaf, leafIndex ^ 1, siblings, request.root)).toBe(false);
      expect(verifyPath(leaf, leafIndex + 4, siblings, request.root)).toBe(false);
      expect(verifyPath(specDigest, leafIndex, siblings, request.root)).toBe(false);
    }
  });

  it("agree on commitments, which a reveal opens", async () => {
    const job = await query.getJob(reader, { jobKey, jobSlot: 0 });
    const attempts = job.assignments.slice(0, REPLICAS);
    for (const { record, slot } of attempts) {
      const { attempt, provider } = record;
      const { owner, hot } = providers[provider]!;
      const commitment = commitmentOf({ contractIndex: INDEX, jobKey, provider: owner, attempt, ...result });
      const items = [{ commitment, assignment: slot, attempt }];
      expect(send(call.commitResults({ items, count: 1, nonce: nonce++ }), hot)).toBe(Code.Ok);
    }
    for (const { record, slot } of attempts) {
      const { attempt, provider } = record;
      const { hot } = providers[provider]!;
      const wrong = [{ ...result, charge: 851n, assignment: slot, attempt }];
      expect(send(call.revealResults({ items: wrong, count: 1, nonce: nonce++ }), hot)).toBe(Code.CommitmentMismatch);
      const items = [{ ...result, assignment: slot, attempt }];
      expect(send(call.revealResults({ items, count: 1, nonce: nonce++ }), hot)).toBe(Code.Ok);
      const assignment = await query.getAssignment(reader, { assignment: slot });
      if (assignment.found) expect(assignment.record).toMatchObject({ state: AssignmentState.Revealed, charge: 850n });
    }
  });

  it("agree on the chain of events", async () => {
    const seen = [];
    for await (const news of followEvents(reader, FIRST_EVENT))
      seen.push(news.kind === "event" ? news.event.seq : news.kind);
    expect(seen).toEqual(seen.map((_, index) => BigInt(index)));
    expect(seen.length).toBeGreaterThan(10);
  });
});

describe("K12 of the host", () => {
  it("is K12 at every length around its blocks and chunks", () => {
    const golden = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(GOLDEN_WASM)), {
      chain: new Proxy({}, { get: () => () => 0 }),
    }).exports as { memory: WebAssembly.Memory; buffer(): number; hash(size: number): number };
    const memory = new Uint8Array(golden.memory.buffer);
    const data = memory.subarray(golden.buffer(), golden.buffer() + 65_536);
    data.set(randomBytes(data.length));
    for (const size of [
      0, 1, 7, 8, 32, 64, 96, 166, 167, 168, 169, 335, 336, 1000, 8190, 8191, 8192, 8193, 16_383, 16_384, 16_385,
      65_536,
    ]) {
      const at = golden.hash(size);
      expect(Buffer.from(memory.slice(at, at + 32)).toString("hex"), `${size} bytes`).toBe(
        Buffer.from(k12(data.slice(0, size))).toString("hex"),
      );
    }
  });
});

describe("contractCode", () => {
  it("explains known and unknown codes", () => {
    expect(contractCode(Code.UnknownHub)).toMatchObject({ code: 11, name: "UNKNOWN_HUB" });
    expect(contractCode(9999).name).toBe("CODE_9999");
  });
});

function configOf(chain: SmallChain) {
  return decode("GetConfig_output", chain.contract.query(1, new Uint8Array())!).config;
}
