import { randomBytes } from "node:crypto";
import { buildCreateJob, openResult, type PublishedModel, publishModel } from "@qubix/client";
import { readModelFiles } from "@qubix/client/node";
import { encodeNpy } from "@qubix/client/onnx";
import { checkModule } from "@qubix/client/wasm";
import { decode, encode } from "@qubix/contract";
import { blobDigest, type JobSpec } from "@qubix/protocol";
import { type SignedTransaction, signTransaction, toHex } from "@qubix/qubic";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { E2eNetwork, TERMS, type Terms } from "./support/e2e-network.ts";
import { moduleOf, PROGRAMS } from "./support/wasi-program.ts";

const PATIENT = 180_000;
const PRICE = 3_000n;
const CREATE_FEE = 1_000n;
const SUPPLY = 1_000_000_000_000_000n;
const MANIFEST = new URL("../../examples/digits/manifest.json", import.meta.url).pathname;

describe("bad input", { timeout: PATIENT }, () => {
  let net: E2eNetwork;
  let model: PublishedModel;
  const rita = () => net.account("rita");

  beforeAll(async () => {
    net = await E2eNetwork.start({
      pace: "manual",
      accounts: { rita: 50_000_000n, poor: 500n, carl: 5_000_000n },
      providers: [{ name: "anna", stake: 5_000_000n, minPrice: PRICE, capacity: 4 }],
    });
    const carl = net.account("carl");
    model = await publishModel(net.hub(carl), net.local.callerOf(carl), await readModelFiles(MANIFEST), 250n);
  }, PATIENT);
  afterAll(() => net?.close(), PATIENT);
  beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(net.logs())));

  /** What the hub says to a submission: status, code and hint. Nothing may have been paid for it. */
  async function refusalOf(body: unknown): Promise<{ status: number; code: string; detail: string; hint: string }> {
    const before = await net.balance(rita());
    const answer = await fetch(`${net.local.hub.url}/api/v1/jobs`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const problem = await answer.json();
    expect(answer.ok, JSON.stringify(problem)).toBe(false);
    expect(await net.balance(rita())).toBe(before);
    return problem as Awaited<ReturnType<typeof refusalOf>>;
  }

  /** A job as the client builds it: its spec, and a ladder of one. */
  async function prepared(
    terms: Terms & { deadline?: number } = {},
    change = (spec: JobSpec): JobSpec => spec,
    account = rita(),
  ) {
    const { node, network, hub } = net.local;
    const spec = change(await net.spec(account, PROGRAMS.answer));
    const { tick } = await node.tickInfo();
    const all = { hub: hub.slot, ...TERMS, start: "authorized" as const, deadline: tick + 4_000, ...terms };
    const context = { contractIndex: network.contract.index, tick, tickOffset: network.tickOffset };
    const job = buildCreateJob(spec, all, { ...context, createFee: CREATE_FEE, keyPair: account.keyPair });
    return { ...job, spec, transactions: [job.transactions[1]!] };
  }

  const hexOf = (transactions: { bytes: Uint8Array }[]) => transactions.map(({ bytes }) => toHex(bytes));
  const clear = { detail: expect.any(String), hint: expect.stringMatching(/\w+ \w+/) };

  describe("in a spec is refused by the hub, before anything is paid", () => {
    const spoiled: [string, (spec: JobSpec) => unknown, string, RegExp][] = [
      ["with a field that nobody knows", (spec) => ({ ...spec, colour: "red" }), "INVALID_SPEC", /colour/],
      ["without a limit", ({ limits: _, ...spec }) => spec, "INVALID_SPEC", /limits/],
      ["with a path out of its folder", (spec) => ({ ...spec, inputs: [inputAt("../x")] }), "INVALID_SPEC", /inputs/],
      ["with a digest that is none", (spec) => ({ ...spec, seal: "zz" }), "INVALID_SPEC", /seal/],
      ["of another version", (spec) => ({ ...spec, version: 2 }), "UNSUPPORTED_SPEC_VERSION", /version/],
      ["that is another than was signed for", (spec) => ({ ...spec, arguments: ["x"] }), "SPEC_DIGEST_MISMATCH", /./],
    ];
    it.each(spoiled)("%s", async (_, spoil, code, detail) => {
      const { spec, transactions } = await prepared();
      const refusal = await refusalOf({ spec: spoil(spec), transactions: hexOf(transactions) });
      expect(refusal).toMatchObject({ status: 422, code, ...clear });
      expect(refusal.detail).toMatch(detail);
    });

    it("that is too large", async () => {
      const { spec, transactions } = await prepared();
      const big = { ...spec, arguments: Array.from({ length: 10 }, () => "x".repeat(30_000)) };
      expect(await refusalOf({ spec: big, transactions: hexOf(transactions) })).toMatchObject({
        code: "INVALID_SPEC",
        ...clear,
      });
      const huge = { ...spec, arguments: Array.from({ length: 30 }, () => "x".repeat(30_000)) };
      const body = { spec: huge, transactions: hexOf(transactions) };
      expect(await refusalOf(body)).toMatchObject({ status: 413, code: "BODY_TOO_LARGE", ...clear });
    });

    it("that names a file nobody uploaded, or a file with another size", async () => {
      const absent = await prepared({}, (spec) => ({ ...spec, inputs: [inputAt("in.csv")] }));
      const missing = await refusalOf({ spec: absent.spec, transactions: hexOf(absent.transactions) });
      expect(missing).toMatchObject({ status: 422, code: "INPUT_MISSING", ...clear });
      const bytes = new Uint8Array(randomBytes(10));
      await net.hub(rita()).uploadBlob(bytes);
      const input = { path: "in.csv", digest: blobDigest(bytes), size: 11 };
      const wrong = await prepared({}, (spec) => ({ ...spec, inputs: [input] }));
      const refusal = await refusalOf({ spec: wrong.spec, transactions: hexOf(wrong.transactions) });
      expect(refusal).toMatchObject({ status: 422, code: "INVALID_SPEC", ...clear });
    });

    it("that names a model nobody published, or does not pay for the one it names", async () => {
      const manifest = blobDigest(new Uint8Array(randomBytes(10)));
      const unknown = await prepared({}, (spec) => onnxSpec(spec, manifest));
      const refusal = await refusalOf({ spec: unknown.spec, transactions: hexOf(unknown.transactions) });
      expect(refusal).toMatchObject({ status: 422, code: "INPUT_MISSING", ...clear });
      const unpaid = await prepared({}, (spec) => onnxSpec(spec, model.document.digest));
      const mismatch = await refusalOf({ spec: unpaid.spec, transactions: hexOf(unpaid.transactions) });
      expect(mismatch).toMatchObject({ status: 422, code: "TRANSACTION_MISMATCH", ...clear });
    });
  });

  describe("in the terms is refused by the hub, and by the contract if it gets there", () => {
    it.each<[string, Terms & { deadline?: number }, RegExp]>([
      ["a price of 0", { priceCap: 0n }, /price/i],
      ["a deadline in the past", { deadline: 5 }, /deadline/i],
      ["a model that is not there", { model: { slot: 77, royalty: 0n } }, /./],
      ["more agreement than there are runs", { quorum: 2 }, /quorum/i],
    ])("%s", async (_, terms, detail) => {
      const { spec, transactions } = await prepared(terms);
      const refusal = await refusalOf({ spec, transactions: hexOf(transactions) });
      expect(refusal).toMatchObject({ status: 422, code: expect.stringMatching(/^TRANSACTION_(REFUSED|MISMATCH)$/) });
      expect(refusal).toMatchObject(clear);
      expect(refusal.detail).toMatch(detail);
      expect(await returnedByTheContract(transactions[0]!)).toBe(true);
    });

    it("a price beyond the supply, which the client does not even sign", async () => {
      await expect(prepared({ priceCap: SUPPLY })).rejects.toMatchObject({ code: "OUT_OF_RANGE" });
      const { spec, transactions } = await prepared();
      const { destination, amount, inputType, input, tick } = transactions[0]!;
      const beyond = encode("CreateJob_input", { ...decode("CreateJob_input", input), priceCap: SUPPLY + 1n });
      const signed = signTransaction({ destination, amount, inputType, input: beyond, tick }, rita().keyPair);
      const refusal = await refusalOf({ spec, transactions: hexOf([signed]) });
      expect(refusal).toMatchObject({ status: 422, code: "TRANSACTION_REFUSED", ...clear });
      expect(await returnedByTheContract(signed)).toBe(true);
    });

    /** Sends a transaction past the hub: whether its tick took it and all of its money came back. */
    async function returnedByTheContract({ bytes, tick, digest }: SignedTransaction): Promise<boolean> {
      const { node } = net.local;
      const before = await net.balance(rita());
      await node.broadcastTransaction(bytes);
      while ((await node.tickInfo()).tick <= tick) await net.ticks(1);
      expect(await node.transaction(digest)).toBeDefined();
      return (await net.balance(rita())) === before;
    }
  });

  describe("in a transaction is refused by the hub", () => {
    it("with a bad signature", async () => {
      const { spec, transactions } = await prepared();
      const bytes = transactions[0]!.bytes.slice();
      bytes[bytes.length - 1]! ^= 1;
      const refusal = await refusalOf({ spec, transactions: [toHex(bytes)] });
      expect(refusal).toMatchObject({ status: 422, code: "INVALID_TRANSACTION", ...clear });
    });

    it("that is none", async () => {
      const { spec } = await prepared();
      const refusal = await refusalOf({ spec, transactions: [toHex(randomBytes(200))] });
      expect(refusal).toMatchObject({ status: 422, code: "INVALID_TRANSACTION", ...clear });
    });

    it("for a tick that has passed", async () => {
      const { spec, transactions } = await prepared();
      const { destination, amount, inputType, input } = transactions[0]!;
      const late = signTransaction({ destination, amount, inputType, input, tick: 10_000_000 }, rita().keyPair);
      const refusal = await refusalOf({ spec, transactions: hexOf([late]) });
      expect(refusal).toMatchObject({ status: 409, code: "TICK_PASSED", ...clear });
    });

    it("of an account without funds", async () => {
      const { spec, transactions } = await prepared({}, undefined, net.account("poor"));
      const refusal = await refusalOf({ spec, transactions: hexOf(transactions) });
      expect(refusal).toMatchObject({ status: 422, code: "TRANSACTION_REFUSED", ...clear });
      expect(refusal.detail).toContain("500 QU");
    });

    it("that calls something else, or another hub's job", async () => {
      const { spec, transactions } = await prepared({ hub: 7 });
      const refusal = await refusalOf({ spec, transactions: hexOf(transactions) });
      expect(refusal).toMatchObject({ status: 422, code: "HUB_MISMATCH", ...clear });
    });
  });

  it("in an upload: bytes that don't match their digest leave nothing behind", async () => {
    const hub = net.hub(rita());
    const sha256 = blobDigest(new Uint8Array(randomBytes(20))).slice("sha256:".length);
    const upload = hub.send({ method: "PUT" } as never, hub.address({ path: "/blobs/:sha256" }, { sha256 }), {
      body: new Blob([new Uint8Array(randomBytes(20))]),
      bodyDigest: sha256,
      headers: { "content-type": "application/octet-stream" },
      timeoutMs: 30_000,
    });
    await expect(upload).rejects.toMatchObject({ status: 422, code: "BLOB_DIGEST_MISMATCH", hint: clear.hint });
    await expect(hub.readBlob(`sha256:${sha256}`, 100)).rejects.toMatchObject({ code: "BLOB_NOT_FOUND" });
  });

  describe("in a program", () => {
    const noModule = new Uint8Array(randomBytes(100));
    const clockless = moduleOf('(module (import "env" "now" (func (result i64))) (func (export "_start")))');

    it("is found by the client before anything is sent", () => {
      expect(() => checkModule(noModule)).toThrow(expect.objectContaining({ code: "invalid" }));
      expect(() => checkModule(clockless)).toThrow(expect.objectContaining({ code: "refused" }));
    });

    it("ends as a result that says so, and the work is paid", async () => {
      const cases: [Uint8Array, string][] = [
        [noModule, "bad-input"],
        [clockless, "bad-input"],
        [PROGRAMS.trap, "trap"],
        [PROGRAMS.endless, "out-of-fuel"],
        [PROGRAMS.greedy, "out-of-memory"],
      ];
      const before = await net.balance(rita());
      const jobs = await Promise.all(
        cases.map(async ([program]) => {
          const spec = await net.spec(rita(), program);
          return net.submit(rita(), { ...spec, limits: { ...spec.limits, fuel: "50000000" } } as JobSpec);
        }),
      );
      const outcomes = await Promise.all(
        jobs.map(async ({ key }) => {
          const ended = await net.ended(key);
          expect(ended).toMatchObject({ state: "settled", closeReason: "unchallenged" });
          return (await openResult(net.hub(), ended, rita().keyPair))?.result.outcome;
        }),
      );
      expect(outcomes).toEqual(cases.map(([, outcome]) => outcome));
      const cost = PRICE + TERMS.hubFee + TERMS.protocolFee + CREATE_FEE;
      expect(await net.balance(rita())).toBe(before - cost * BigInt(cases.length));
    });
  });

  it("for a model, of another shape than it takes, ends as a result that says so, and the work is paid", async () => {
    const input = encodeNpy({ dtype: "float32", shape: [2, 3], bytes: new Uint8Array(24) });
    await net.hub(rita()).uploadBlob(input);
    const spec = onnxSpec(await net.spec(rita(), PROGRAMS.answer), model.document.digest);
    const runtime = (await net.hub().call("listProviders", {})).items[0]!.machines[0]!.runtimes[0]!;
    const inputs = [{ path: "image.npy", digest: blobDigest(input), size: input.length }];
    const whole = { ...spec, inputs, runtime: { digest: runtime } } as JobSpec;
    const job = await net.submit(rita(), whole, { model: { slot: model.slot, royalty: model.royalty } });
    const ended = await net.ended(job.key);
    const opened = await openResult(net.hub(), ended, rita().keyPair);
    expect(opened?.result.outcome).toBe("bad-input");
    const receipt = await net.hub().call("getJobReceipt", { params: { key: job.key } });
    expect(receipt).toMatchObject({ royaltyPaid: "250", runs: [{ paid: String(PRICE) }] });
  });

  it("and in the end all the money is accounted for", async () => {
    expect(await net.lostMoney()).toEqual([]);
  });
});

const inputAt = (path: string) => ({ path, digest: blobDigest(new Uint8Array(randomBytes(9))), size: 9 });

/** A spec of a model's run instead of a program's. */
function onnxSpec({ kind: _, program: __, ...common }: JobSpec & { program?: unknown }, manifest: string): JobSpec {
  return {
    ...common,
    kind: "onnx",
    model: { manifest },
    runtime: { digest: blobDigest(new Uint8Array(0)) },
  } as JobSpec;
}
