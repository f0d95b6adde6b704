import {
  buyModelAccess,
  findModelEntry,
  payForAccess,
  publishModel,
  publishModelOnChain,
  setAccessPrice,
} from "@qubix/client";
import { readModelFiles } from "@qubix/client/node";
import { fromHex, manifestDigest, sha256OfBlob } from "@qubix/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { E2eNetwork } from "./support/e2e-network.ts";

const MANIFEST = new URL("../../examples/digits/manifest.json", import.meta.url).pathname;
const PRICE = 5_000n;
const CALL_FEE = 100n;

describe("access to a gated model for a payment", () => {
  let net: E2eNetwork;
  let model: { namespace: string; name: string };
  let digest: Uint8Array;
  let files: string[];

  beforeAll(async () => {
    net = await E2eNetwork.start({
      accounts: { carl: 1_000_000n, bea: 1_000_000n, greta: 1_000_000n, paul: PRICE, sid: 1_000_000n },
      providers: [],
    });
    const { namespace, name, digest: text, manifest } = (await publish("carl")).document;
    model = { namespace, name };
    digest = fromHex(sha256OfBlob(text));
    files = manifest.files.map((file) => file.digest);
    await hub("carl").call("putModelRepository", { params: model, body: { visibility: "gated" } });
  }, 120_000);
  afterAll(() => net?.close());
  beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(net.logs())));

  const hub = (name: string) => net.hub(net.account(name));
  const caller = (name: string) => net.local.callerOf(net.account(name));
  const publish = async (name: string) => publishModel(hub(name), caller(name), await readModelFiles(MANIFEST), 7n);
  const price = async (name: string, amount: bigint, of = digest) => {
    const entry = await findModelEntry(caller(name), of, net.account(name).keyPair.publicKey);
    await setAccessPrice(caller(name), entry!, amount);
  };
  const offered = async (wanted: bigint) =>
    net.eventually(
      async () => (await hub("bea").call("getModel", { params: model })).chain?.accessPrice === String(wanted),
    );
  const reads = (name: string) =>
    hub(name)
      .readBlob(files[0]!, 10_000_000)
      .then(() => true)
      .catch(() => false);
  const buy = (name: string, maxPrice?: bigint) =>
    buyModelAccess(hub(name), caller(name), model, maxPrice === undefined ? {} : { maxPrice });

  it("is not for sale before its owner says so", async () => {
    await expect(buy("bea")).rejects.toMatchObject({ code: "NOT_FOR_SALE" });
    const own = { ...model, identity: net.account("bea").identity };
    await expect(hub("bea").call("getModelAccess", { params: own })).rejects.toMatchObject({
      code: "ACCESS_NOT_FOUND",
    });
    expect(await reads("bea")).toBe(false);
  });

  it("lets in who pays, once and for good, and pays the creator", async () => {
    await price("carl", PRICE);
    await offered(PRICE);
    await expect(buy("carl")).rejects.toMatchObject({ code: "NOT_FOR_SALE", hint: "It is yours." });
    await expect(buy("paul")).rejects.toMatchObject({ code: "INSUFFICIENT_FUNDS" });
    await expect(buy("bea", PRICE - 1n)).rejects.toMatchObject({ code: "ACCESS_TOO_DEAR" });
    const accounts = { bea: net.account("bea"), carl: net.account("carl") };
    const before = await net.balances(accounts);
    expect(await buy("bea", PRICE)).toMatchObject({
      access: { state: "accepted", paid: String(PRICE) },
      bought: { price: PRICE },
    });
    expect(await reads("bea")).toBe(true);
    expect((await buy("bea")).bought).toBeUndefined();
    const after = await net.balances(accounts);
    expect(before.bea! - after.bea!).toBe(PRICE + CALL_FEE);
    expect(after.carl! - before.carl!).toBe(PRICE);
    const { items } = await hub("carl").call("listModelAccess", { params: model });
    expect(items).toMatchObject([{ identity: accounts.bea.identity, paid: String(PRICE) }]);
    expect((await hub("carl").call("getModelUsage", { params: model })).access).toEqual({
      bought: 1,
      paid: String(PRICE),
    });
  });

  it("keeps an owner from keeping out who has paid", async () => {
    const params = { ...model, identity: net.account("bea").identity };
    const refused = { code: "ACCESS_BOUGHT", status: 409 };
    await expect(hub("carl").call("decideModelAccess", { params, body: { state: "rejected" } })).rejects.toMatchObject(
      refused,
    );
    await expect(hub("carl").call("removeModelAccess", { params })).rejects.toMatchObject(refused);
    await hub("carl").call("putModelRepository", { params: model, body: { visibility: "private" } });
    expect(await reads("bea")).toBe(true);
    await hub("carl").call("putModelRepository", { params: model, body: { visibility: "gated" } });
  });

  it("is sold by nobody else: who publishes somebody's digest sells access to nothing", async () => {
    const royalty = { digest, royalty: 0n };
    const slot = await publishModelOnChain(caller("sid"), royalty);
    await price("sid", 1n);
    await payForAccess(caller("greta"), slot, 1n);
    // The hub has read of the purchase, and lets nobody in for it.
    const bought = async () => (await net.hub().call("listEvents", { query: { type: ["AccessBought"] } })).events;
    await net.eventually(async () => (await bought()).some((event) => event.slot === slot));
    expect((await hub("greta").call("getModel", { params: model })).chain?.accessPrice).toBe(String(PRICE));
    expect(await reads("greta")).toBe(false);
  });

  it("is there for who has bought before the model came to the hub, once the operator compares it with the chain", async () => {
    const late = await readModelFiles(MANIFEST);
    const manifest = { ...late.manifest, name: "late" };
    const lateDigest = fromHex(sha256OfBlob(manifestDigest(manifest)));
    const slot = await publishModelOnChain(caller("carl"), { digest: lateDigest, royalty: 0n });
    await price("carl", PRICE, lateDigest);
    await payForAccess(caller("greta"), slot, PRICE);
    await publishModel(hub("carl"), caller("carl"), { ...late, manifest }, 0n);
    await hub("carl").call("putModelRepository", { params: { ...model, name: "late" }, body: { visibility: "gated" } });
    const own = { ...model, name: "late", identity: net.account("greta").identity };
    await expect(hub("greta").call("getModelAccess", { params: own })).rejects.toMatchObject({
      code: "ACCESS_NOT_FOUND",
    });
    const report = await net.hub(net.local.hub.owner).call("reconcile", { body: { dryRun: false } });
    expect(report).toMatchObject({ found: [{ what: "model", field: `access of ${own.identity}` }], left: [] });
    expect(await hub("greta").call("getModelAccess", { params: own })).toMatchObject({ paid: String(PRICE) });
  });

  it("costs nothing where the owner lets in whoever asks", async () => {
    const gate = (gating: "auto" | "manual") =>
      hub("carl").call("putModelRepository", { params: model, body: { visibility: "gated", gating } });
    await gate("auto");
    expect(await buy("sid")).toMatchObject({ access: { state: "accepted" } });
    expect((await buy("sid")).bought).toBeUndefined();
    await gate("manual");
  });

  it("is paid at the price that was seen, or not at all", async () => {
    await price("carl", 2n * PRICE);
    const before = await net.balance(net.account("greta"));
    const entry = await findModelEntry(caller("carl"), digest, net.account("carl").keyPair.publicKey);
    await expect(payForAccess(caller("greta"), entry!.slot, PRICE)).rejects.toMatchObject({
      code: "ACCESS_PRICE_MISMATCH",
    });
    await price("carl", 0n);
    await expect(payForAccess(caller("greta"), entry!.slot, 2n * PRICE)).rejects.toMatchObject({
      code: "NOT_FOR_SALE",
    });
    expect(await net.balance(net.account("greta"))).toBe(before);
    expect(await net.lostMoney()).toEqual([]);
  });
});
