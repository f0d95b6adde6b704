import { actOnJob, openResult, type PreparedJob, verifyReceipt } from "@qubix/client";
import { deriveSealKeyPair, openLogChunk } from "@qubix/protocol";
import { fromHex } from "@qubix/qubic";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { E2eNetwork, TERMS } from "./support/e2e-network.ts";
import { openLiveFeed } from "./support/live-feed.ts";
import { ANSWER, PROGRAMS } from "./support/wasi-program.ts";

const PRICE = 3_000n;
const CREATE_FEE = 1_000n;

describe("a job from its spec to its receipt, through all processes", () => {
  let net: E2eNetwork;
  let job: PreparedJob;
  let before: Record<string, bigint>;
  let sealed: Uint8Array;
  let feed: Awaited<ReturnType<typeof openLiveFeed>>;

  const everybody = () => ({
    rita: net.account("rita"),
    eve: net.account("eve"),
    hub: net.local.hub.owner,
    anna: net.provider("anna").owner,
    annasAgent: net.provider("anna").hot,
  });
  const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

  beforeAll(async () => {
    net = await E2eNetwork.start({
      pace: "manual",
      accounts: { rita: 1_000_000n, eve: 1_000_000n },
      providers: [{ name: "anna", stake: 5_000_000n, minPrice: PRICE, capacity: 2 }],
    });
  }, 120_000);
  afterAll(async () => {
    feed?.close();
    await net?.close();
  });
  beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(net.logs())));

  it("is funded, assigned, authorized and run; its result lies with the hub, sealed", async () => {
    before = await net.balances(everybody());
    job = await net.submit(net.account("rita"), PROGRAMS.answer);
    feed = await openLiveFeed(net.local.hub.url, job.key);
    await net.reach(job.key, "authorized");
    const uploaded = await net.until(job.key, ({ attempts }) => attempts[0]?.artifact !== undefined);
    expect(uploaded.attempts).toMatchObject([{ provider: net.provider("anna").slot, price: String(PRICE) }]);
    expect(await net.balance(net.account("rita"))).toBe(before.rita! - job.escrow - CREATE_FEE);
  });

  it("can't be read by anybody before the reveal: not the result, not its digest, not the logs", async () => {
    const held = await net.job(job.key);
    expect(held.attempts[0]!.artifact).not.toHaveProperty("maskedKey");
    expect(held.attempts[0]!.artifact).not.toHaveProperty("resultDigest");
    expect(held).not.toHaveProperty("resultDigest");
    for (const name of ["rita", "eve"])
      expect(await openResult(net.hub(), held, net.account(name).keyPair), name).toBeUndefined();
    sealed = await net.hub().artifact(job.key, 1);
    expect(text(sealed)).not.toContain(ANSWER);
    expect(sealed.length % 4096).toBeLessThan(256);
    const { chunks } = await net.hub().call("listJobLogs", { params: { key: job.key } });
    expect(chunks).toHaveLength(1);
    expect(Buffer.from(chunks[0]!.chunk, "base64").toString("latin1")).not.toContain(ANSWER);
  });

  it("is revealed to the requester, and to nobody else", async () => {
    net.metronome.go();
    const ready = await net.until(job.key, ({ attempts }) => attempts[0]!.artifact?.maskedKey !== undefined);
    const opened = await openResult(net.hub(), ready, net.account("rita").keyPair);
    expect(opened).toMatchObject({ attempt: 1, result: { outcome: "ok", exitCode: 0, outputs: [{ path: "answer" }] } });
    expect(text(opened!.outputs.get("answer"))).toBe(ANSWER);
    expect(await net.hub().artifact(job.key, 1)).toEqual(sealed);
    await expect(openResult(net.hub(), ready, net.account("eve").keyPair)).rejects.toMatchObject({
      code: "BAD_ARTIFACT",
    });
    const { chunks } = await net.hub().call("listJobLogs", { params: { key: job.key } });
    const logOf = (name: string) => {
      const { secretKey } = deriveSealKeyPair(net.account(name).keyPair.subseed);
      const { seq, ephemeral, chunk } = chunks[0]!;
      const piece = { sealed: new Uint8Array(Buffer.from(chunk, "base64")), seq, ephemeral: fromHex(ephemeral) };
      return text(openLogChunk({ ...piece, secretKey, jobKey: fromHex(job.key), attempt: 1 }).bytes);
    };
    expect(logOf("rita")).toBe(ANSWER);
    expect(() => logOf("eve")).toThrow("can't be opened");
  });

  it("is accepted, and each gets what is due to the last QU", async () => {
    const rita = net.account("rita");
    await net.until(job.key, ({ state }) => state === "decided");
    await actOnJob(net.hub(rita), net.local.callerOf(rita), "accept", job.key);
    expect(await net.ended(job.key)).toMatchObject({ state: "settled", closeReason: "accepted" });
    const after = await net.balances(everybody());
    const gained = Object.fromEntries(Object.entries(after).map(([name, amount]) => [name, amount - before[name]!]));
    const { hubFee, protocolFee } = TERMS;
    expect(gained).toEqual({
      rita: -(PRICE + hubFee + protocolFee + CREATE_FEE),
      eve: 0n,
      hub: hubFee,
      anna: PRICE,
      annasAgent: 0n,
    });
  });

  it("leaves a receipt that the chain confirms in every number", async () => {
    const receipt = await net.hub().call("getJobReceipt", { params: { key: job.key } });
    const anna = net.provider("anna");
    const run = { provider: anna.slot, attempt: 1, outcome: "paid-majority", paid: String(PRICE), slashed: "0" };
    expect(receipt).toMatchObject({
      closeReason: "accepted",
      requester: net.account("rita").identity,
      hubPaid: String(TERMS.hubFee),
      burned: String(TERMS.protocolFee / 2n),
      toShareholders: String(TERMS.protocolFee / 2n),
      refunded: String(TERMS.priceCap - PRICE),
      slashed: "0",
      royaltyPaid: "0",
      runs: [run],
    });
    const procedures = receipt.transactions.map(({ procedure }) => procedure);
    expect(procedures).toEqual(["CreateJob", "AssignJobs", "CommitResults", "RevealResults", "AcceptResult"]);
    const { node, network } = net.local;
    const verdict = await verifyReceipt(receipt, { node, network });
    expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(verdict.signatures).toBe(451);
    const forged = { ...receipt, runs: [{ ...receipt.runs[0]!, paid: String(PRICE + 1n) }] };
    expect((await verifyReceipt(forged, { node, network })).ok).toBe(false);
  });

  it("could be followed live, in order and without a gap", async () => {
    await net.eventually(
      () => feed.events.some(({ body }) => body.type === "receipt"),
      () => JSON.stringify(feed.events),
    );
    expect(feed.events.map(({ seq }) => seq)).toEqual(feed.events.map((_, i) => i + 1));
    const states = feed.events.flatMap(({ body }) => (body.type === "state" ? [body.state] : []));
    const order = ["submitted", "funded", "matched", "assigned", "authorized", "running", "committed", "decided"];
    expect(states.filter((state, i) => states.indexOf(state) === i)).toEqual(
      [...order, "settled"].filter((state) => states.includes(state as never)),
    );
    expect(states).toEqual(expect.arrayContaining(["funded", "running", "decided", "settled"]));
  });

  it("leaves nothing locked, and no QU is lost or made", async () => {
    expect((await net.onChain(job.key)).found).toBe(0);
    expect(await net.lostMoney()).toEqual([]);
  });
});
