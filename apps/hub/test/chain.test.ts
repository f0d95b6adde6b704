import { HubError, HubNode, sendTransaction } from "@qubix/client";
import { encode, FUNCTIONS } from "@qubix/contract";
import type { TransactionDocument } from "@qubix/protocol";
import { decodeComputorList, fromHex, signTransaction, toHex, verifyComputorList } from "@qubix/qubic";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { HubConfigInput } from "../src/config.ts";
import { TestNet } from "./test-net.ts";

/** The chain through the hub, beside the node itself. */
let net: TestNet;
beforeAll(async () => {
  // Nobody is lost while this machine is busy with something else.
  net = await TestNet.start({ hub: { leases: { heartbeatMs: 200, lostAfterMs: 20_000, leaseTicks: 2_000 } } });
});
afterAll(() => net?.close());

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error) => (error instanceof HubError ? error.code : Promise.reject(error)),
  );
const hub = () => net.client(net.requester);
const [someone, other] = ["spare", "spare"].map((_, i) => () => net.spare[20 + i]!);

async function transfer(amount: bigint, ahead = 4) {
  const { tick } = await net.node.tickInfo();
  const fields = {
    destination: other!().publicKey,
    amount,
    tick: tick + ahead,
    inputType: 0,
    input: new Uint8Array(0),
  };
  return signTransaction(fields, someone!());
}

describe("a transaction through the hub", () => {
  it("moves money, and is found with its tick", async () => {
    const fields = { destination: other!().publicKey, amount: 12_345n, inputType: 0, input: new Uint8Array(0) };
    const signed = await sendTransaction(new HubNode(hub()), someone!(), fields, { tickOffset: 4, attempts: 9 });
    const found = await hub().call("getChainTransaction", { params: { id: signed.id } });
    expect(found).toMatchObject({
      ...{ id: signed.id, tick: signed.tick, inputType: 0, input: "", included: true, amount: "12345" },
      ...{ source: someone!().identity, destination: other!().identity, signature: toHex(signed.signature) },
    });
    const tick = await hub().call("getTick", { params: { tick: signed.tick } });
    expect(tick.ids).toContain(signed.id);
    expect(tick.items).toContainEqual(found);
    expect([tick.time, tick.transactions]).toEqual([found.time, tick.ids.length]);
    const { transactions } = await hub().call("getTickTransactions", { params: { tick: signed.tick } });
    expect(transactions).toContain(toHex(signed.bytes));
  });

  it("is refused before any node sees it when it can't be", async () => {
    const signed = await transfer(1n);
    const broken = new Uint8Array(signed.bytes);
    broken[broken.length - 1]! ^= 1;
    const send = (bytes: Uint8Array) =>
      code(hub().call("broadcastTransaction", { body: { transaction: toHex(bytes) } }));
    expect(await send(broken)).toBe("INVALID_TRANSACTION");
    expect(await send(signed.bytes.subarray(1))).toBe("INVALID_TRANSACTION");
    expect(await send((await transfer(1n, -8)).bytes)).toBe("TICK_PASSED");
  });

  it("is not found when there is none", async () => {
    const { id } = await transfer(77n);
    expect(await code(hub().call("getChainTransaction", { params: { id } }))).toBe("TRANSACTION_NOT_FOUND");
    expect(await code(hub().call("getChainTransaction", { params: { id: "a".repeat(60) } }))).toBe("INVALID_REQUEST");
    expect(await code(hub().call("getTick", { params: { tick: 1 } }))).toBe("TICK_NOT_FOUND");
  });

  it("to the contract is told by its procedure", async () => {
    const key = await net.submit();
    // Of the ladder's rungs, the one that a tick took.
    const isIn = ({ state }: TransactionDocument) => state === "included" || state === "effect";
    const job = await net.until(key, ({ transactions }) => transactions.some(isIn));
    const { id } = job.transactions.find(isIn)!;
    const found = await hub().call("getChainTransaction", { params: { id } });
    expect(found.included).toBe(true);
    expect(found).toMatchObject({ procedure: "CreateJob", fields: { specDigest: job.specDigest, replicas: 1 } });
    expect(found.source).toBe(net.requester.identity);
  });
});

describe("what is asked of the chain", () => {
  it("is what the node says", async () => {
    const { identity, publicKey } = net.spare[1]!;
    const [told, known] = [await hub().call("getEntity", { params: { identity } }), await net.node.entity(publicKey)];
    expect(told).toMatchObject({ identity, balance: String(known.balance), incoming: String(known.incoming) });
    const nobody = await hub().call("getEntity", { params: { identity: `${"A".repeat(56)}FXIB` } });
    expect(nobody.balance).toBe("0");
    expect(await code(hub().call("getEntity", { params: { identity: "A".repeat(60) } }))).toBe("INVALID_REQUEST");
    const info = await hub().call("getTickInfo", {});
    expect(info.epoch).toBe((await net.node.tickInfo()).epoch);
    expect(info.tick).toBeGreaterThan(0);
  });

  it("of the contract's functions is the contract's answer", async () => {
    const { inputType } = FUNCTIONS.getConfig;
    const input = encode("GetConfig_input", {});
    const asked = { params: { inputType }, body: { input: toHex(input) } };
    // It tells the tick, too: one may end between the two questions.
    await vi.waitFor(async () => {
      const { output } = await hub().call("callFunction", asked);
      expect(fromHex(output)).toEqual(await net.node.querySmartContract(29, inputType, input));
    }, 30_000);
    const unknown = { params: { inputType: 999 }, body: { input: "" } };
    expect(await code(hub().call("callFunction", unknown))).toBe("CONTRACT_CALL_FAILED");
  });

  it("of the computors carries the arbitrator's signature", async () => {
    const { epoch, list } = await hub().call("getComputors", {});
    const computors = decodeComputorList(fromHex(list));
    expect(computors.epoch).toBe(epoch);
    expect(verifyComputorList(computors, net.devnet.arbitratorPublicKey)).toBe(true);
  });
});

describe("the index", () => {
  const until = async <T extends { indexedTo?: number | undefined }>(ask: () => Promise<T>, tick: number) =>
    vi.waitFor(
      async () => {
        const page = await ask();
        expect(page.indexedTo ?? 0).toBeGreaterThanOrEqual(tick);
        return page;
      },
      { timeout: 30_000, interval: 100 },
    );

  it("lists ticks and transactions of the network, and of whoever is in them", async () => {
    await until(() => hub().call("listTicks", { query: {} }), 1);
    const { destination, ...rest } = {
      destination: other!().publicKey,
      amount: 3n,
      inputType: 0,
      input: new Uint8Array(0),
    };
    const options = { tickOffset: 4, attempts: 9 };
    const node = new HubNode(hub());
    const first = await sendTransaction(node, someone!(), { ...rest, destination }, options);
    const second = await sendTransaction(node, other!(), { ...rest, destination: someone!().publicKey }, options);
    const { identity } = someone!();
    const own = await until(
      () => hub().call("listIdentityTransactions", { params: { identity }, query: { limit: 1 } }),
      second.tick,
    );
    expect(own.items).toMatchObject([{ id: second.id, included: true, destination: identity }]);
    const next = { params: { identity }, query: { limit: 1, cursor: own.cursor } };
    expect((await hub().call("listIdentityTransactions", next)).items).toMatchObject([{ id: first.id, amount: "3" }]);
    const all = await hub().call("listChainTransactions", { query: { limit: 200 } });
    expect(all.items.map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, second.id]));
    expect(all.indexedFrom).toBeLessThanOrEqual(first.tick);
    expect(all.items.find(({ id }) => id === first.id)).toEqual(
      await hub().call("getChainTransaction", { params: { id: first.id } }),
    );
    const shown: number[] = [];
    for await (const { tick, transactions } of hub().pages("listTicks", { query: { limit: 3 } })) {
      shown.push(tick);
      if (tick === second.tick) expect(transactions).toBeGreaterThan(0);
      if (tick <= first.tick) break;
    }
    expect(shown).toEqual(expect.arrayContaining([first.tick, second.tick]));
    expect(shown).toEqual(shown.toSorted((a, b) => b - a));
    const forged = hub().call("listTicks", { query: { cursor: own.cursor } });
    expect(await code(forged)).toBe("INVALID_CURSOR");
  });
});

describe("the faucet", () => {
  const ask = (identity: string) => hub().call("requestFaucet", { body: { identity } });

  it("is not there unless the configuration names one", async () => {
    expect(await code(ask(someone!().identity))).toBe("FAUCET_OFF");
    expect(await hub().call("getNetwork", {})).not.toHaveProperty("faucet");
  });

  it("gives so much, so often", async () => {
    const url = `http://127.0.0.1:${net.devnet.rpcPort}`;
    const faucet: HubConfigInput["faucet"] = { url, amount: "617", perIdentityPerDay: 2, perAddressPerDay: 3 };
    await net.restartHub({ faucet });
    const { identity, publicKey } = net.spare[5]!;
    expect((await hub().call("getNetwork", {})).faucet).toEqual({ amount: "617" });
    const before = (await net.node.entity(publicKey)).balance;
    const gift = await ask(identity);
    expect(gift.amount).toBe("617");
    await vi.waitFor(async () => expect((await net.node.entity(publicKey)).balance).toBe(before + 617n), {
      timeout: 20_000,
      interval: 50,
    });
    expect(await code(ask("A".repeat(60)))).toBe("INVALID_REQUEST");
    await ask(identity);
    const refused = await fetch(`${net.url}/api/v1/faucet`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ identity }),
    });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3_600);
    expect(await code(ask(net.spare[6]!.identity))).toBe("FAUCET_LIMIT");
  });
});
