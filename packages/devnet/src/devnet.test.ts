import {
  concatBytes,
  contractPublicKey,
  encodeEntityRecord,
  k12,
  NUMBER_OF_COMPUTORS,
  RpcClient,
  signTransaction,
  verifyComputorList,
  verifyTickData,
} from "@qubix/qubic";
import { afterEach, describe, expect, it } from "vitest";
import { alice, bob, nobody, TestNet, TRIAL_INDEX, trialWasm, words } from "./test-kit.ts";

const contract = { wasm: trialWasm };
const contractId = contractPublicKey(TRIAL_INDEX);
const Procedure = { nothing: 1, pay: 2, burn: 3, invoke: 4, log: 6 };
const Func = { deep: 1, look: 3, notes: 5 };

let net: TestNet;
afterEach(() => net?.close());

describe("ticks and transactions", () => {
  it("executes a transaction in its tick and shows it in every answer", async () => {
    net = await TestNet.start();
    const tick = net.tick + 3;
    const digest = await net.send(alice, { to: bob.publicKey, amount: 100n });
    await net.devnet.tick(2);
    expect(await net.balance(bob.publicKey)).toBe(0n);
    expect(await net.client.transaction(digest)).toBeUndefined();
    expect((await net.client.tickTransactions(tick)).map((transaction) => transaction.digest)).toEqual([digest]);
    await net.devnet.tick(2);
    expect(await net.balance(bob.publicKey)).toBe(100n);
    expect(await net.balance(alice.publicKey)).toBe(999_900n);
    expect((await net.client.transaction(digest))?.tick).toBe(tick);
    expect(await net.client.transactionStatus(tick)).toMatchObject({
      tick,
      transactions: [{ digest, moneyFlew: true }],
    });

    const computors = await net.client.computors();
    expect(verifyComputorList(computors, net.devnet.arbitratorPublicKey)).toBe(true);
    expect(verifyComputorList(computors, alice.publicKey)).toBe(false);
    const data = await net.client.tickData(tick);
    expect(data).toMatchObject({
      computorIndex: tick % NUMBER_OF_COMPUTORS,
      epoch: 100,
      tick,
      transactionDigests: [digest],
    });
    expect(verifyTickData(data!, computors)).toBe(true);
    expect(verifyTickData({ ...data!, timelock: nobody.map(() => 1) }, computors)).toBe(false);
  });

  it("never executes what comes after its tick's list was fixed, or for the past", async () => {
    net = await TestNet.start();
    const { tick } = net;
    for (const late of [tick - 1, tick, tick + 1, tick + 2])
      await net.send(alice, { to: bob.publicKey, amount: 1n, tick: late });
    await net.send(alice, { to: bob.publicKey, amount: 10n, tick: tick + 3 });
    await net.devnet.tick(5);
    expect(await net.balance(bob.publicKey)).toBe(10n);
  });

  it("drops senders without a balance and transactions whose signature is wrong, and takes each only once", async () => {
    net = await TestNet.start();
    await net.send(bob, { to: alice.publicKey, amount: 0n });
    const forged = signTransaction(
      { destination: bob.publicKey, amount: 7n, tick: net.tick + 3, inputType: 0, input: nobody },
      alice,
    ).bytes;
    forged[90]! ^= 1;
    await net.client.broadcastTransaction(forged);
    const { bytes } = signTransaction(
      { destination: bob.publicKey, amount: 5n, tick: net.tick + 3, inputType: 0, input: nobody },
      alice,
    );
    for (let i = 0; i < 3; i++) await net.client.broadcastTransaction(bytes);
    expect(net.devnet.info().pooledTransactions).toBe(1);
    await net.devnet.tick(3);
    expect(await net.balance(bob.publicKey)).toBe(5n);
  });

  it("executes transactions of one tick in their order, and lists those that could not pay", async () => {
    net = await TestNet.start();
    const tick = net.tick + 3;
    await net.send(alice, { to: bob.publicKey, amount: 600_000n });
    await net.send(alice, { to: bob.publicKey, amount: 600_001n });
    await net.send(alice, { to: bob.publicKey, amount: 400_000n });
    await net.devnet.tick(4);
    expect(await net.balance(bob.publicKey)).toBe(1_000_000n);
    const { transactions } = await net.client.transactionStatus(tick);
    expect(transactions.map(({ moneyFlew }) => moneyFlew)).toEqual([true, false, true]);
  });

  it("answers about entities with a proof, and about unknown ones with zeros", async () => {
    net = await TestNet.start();
    const one = await net.client.entity(alice.publicKey);
    const two = await net.client.entity(net.devnet.arbitratorPublicKey);
    expect(two).toMatchObject({ balance: 0n, spectrumIndex: -1, siblings: Array(24).fill(nobody) });
    const rootOf = (entity: typeof one) =>
      entity.siblings.reduce(
        (node, sibling, level) =>
          k12((entity.spectrumIndex >> level) & 1 ? concatBytes(sibling, node) : concatBytes(node, sibling)),
        k12(encodeEntityRecord(entity)),
      );
    const computor = await net.client.entity((await net.client.computors()).publicKeys[5]!);
    expect(rootOf(computor)).toEqual(rootOf(one));
  });

  it("begins an epoch with two empty ticks and forgets the old one's transactions and lists", async () => {
    net = await TestNet.start();
    const digest = await net.send(alice, { to: bob.publicKey, amount: 1n });
    await net.devnet.tick(4);
    await net.send(alice, { to: bob.publicKey, amount: 2n, tick: net.tick + 1 + 2 });
    await net.send(alice, { to: bob.publicKey, amount: 4n, tick: net.tick + 4 });
    const last = net.tick;
    await net.devnet.tick();
    await net.devnet.advanceEpoch();
    const initialTick = last + 2;
    expect(await net.client.tickInfo()).toMatchObject({ epoch: 101, tick: initialTick, initialTick });
    expect(await net.client.transaction(digest)).toBeUndefined();
    expect((await net.client.tickData(initialTick - 1))?.epoch).toBe(100);
    expect(await net.client.tickData(initialTick)).toBeUndefined();
    expect(await net.client.tickData(initialTick + 1)).toBeUndefined();
    expect((await net.client.tickData(initialTick + 2))?.epoch).toBe(101);
    await net.devnet.tick(4);
    // The list with the 2 QU was the old epoch's; the 4 QU waited in the pool.
    expect(await net.balance(bob.publicKey)).toBe(5n);
    const computors = await net.client.computors();
    expect(computors.epoch).toBe(101);
    expect(verifyComputorList(computors, net.devnet.arbitratorPublicKey)).toBe(true);
    expect(await net.balance(net.devnet.arbitratorPublicKey)).toBe(10n ** 12n % 676n);
  });
});

describe("contracts", () => {
  it("refunds when the reserve is empty, and for contracts that don't exist", async () => {
    net = await TestNet.start({ contract: { ...contract, feeReserve: 0n } });
    expect(await net.execute(alice, { to: contractId, amount: 50n, inputType: Procedure.nothing })).toBe(false);
    expect(await net.execute(alice, { to: contractPublicKey(7), amount: 50n, inputType: 1 })).toBe(false);
    expect(await net.balance(alice.publicKey)).toBe(1_000_000n);
    // Functions need no reserve.
    expect(await net.client.querySmartContract(TRIAL_INDEX, Func.notes, nobody)).toBeInstanceOf(Uint8Array);
  });

  it("keeps what is sent with an unknown procedure, after telling the contract", async () => {
    net = await TestNet.start({ contract });
    // This contract pays plain transfers back when it is told of them.
    await net.execute(alice, { to: contractId, amount: 50n, inputType: 999 });
    expect(await net.balance(alice.publicKey)).toBe(1_000_000n);
    expect(await net.balance(contractId)).toBe(0n);
    const notes = await net.client.querySmartContract(TRIAL_INDEX, Func.notes, nobody);
    expect(notes.subarray(0, 32)).toEqual(alice.publicKey);
    expect(new DataView(notes.buffer).getBigInt64(32, true)).toBe(50n);
  });

  it("pays with procedures, transfers, burns and dividends", async () => {
    net = await TestNet.start({ contract });
    expect(await net.execute(alice, { to: contractId, amount: 10_000n, inputType: Procedure.nothing })).toBe(true);
    await net.execute(alice, {
      to: contractId,
      inputType: Procedure.pay,
      input: concatBytes(bob.publicKey, words(100n)),
    });
    expect(await net.balance(bob.publicKey)).toBe(100n);
    // Everything paid back to the caller: no money flew.
    const back = concatBytes(alice.publicKey, words(70n));
    expect(await net.execute(alice, { to: contractId, amount: 70n, inputType: Procedure.pay, input: back })).toBe(
      false,
    );
    const reserve = BigInt(net.devnet.info().feeReserve!);
    const computor = (await net.client.computors()).publicKeys[3]!;
    const before = await net.balance(computor);
    await net.execute(alice, { to: contractId, inputType: Procedure.burn, input: words(500n, 2n) });
    expect(BigInt(net.devnet.info().feeReserve!)).toBe(reserve + 500n);
    expect((await net.balance(computor)) - before).toBe(2n);
    expect(await net.balance(contractId)).toBe(10_000n - 100n - 500n - 2n * 676n);
  });

  it("cuts and pads inputs, and answers unknown functions and contracts with nothing", async () => {
    net = await TestNet.start({ contract });
    const long = await net.client.querySmartContract(
      TRIAL_INDEX,
      Func.look,
      concatBytes(alice.publicKey, new Uint8Array(500)),
    );
    const short = await net.client.querySmartContract(TRIAL_INDEX, Func.look, alice.publicKey);
    expect(short).toEqual(long);
    for (const [index, type] of [
      [TRIAL_INDEX, 99],
      [3, 1],
      [999, 1],
    ] as const) {
      await expect(net.client.querySmartContract(index, type, nobody)).rejects.toMatchObject({
        code: "CONTRACT_CALL_FAILED",
      });
    }
  });

  it("answers nothing when a function is aborted, and goes on", async () => {
    net = await TestNet.start({ contract });
    const deep = net.client.querySmartContract(TRIAL_INDEX, Func.deep, words(1_000n));
    await expect(deep).rejects.toMatchObject({ code: "CONTRACT_CALL_FAILED" });
    expect(await net.client.querySmartContract(TRIAL_INDEX, Func.deep, words(3n))).toHaveLength(4);
    expect(await net.execute(alice, { to: bob.publicKey, amount: 1n })).toBe(true);
  });

  it("charges executions to the reserve once a round", async () => {
    net = await TestNet.start({ contract });
    const reserve = net.devnet.info().feeReserve;
    await net.devnet.tick(NUMBER_OF_COMPUTORS);
    expect(BigInt(net.devnet.info().feeReserve!)).toBeLessThan(BigInt(reserve!));
  });
});

describe("HTTP RPC", () => {
  it("answers as public RPC servers do", async () => {
    net = await TestNet.start({ contract });
    const rpc = new RpcClient(`http://127.0.0.1:${net.devnet.rpcPort}`);
    expect(await rpc.tickInfo()).toMatchObject({ tick: net.tick, epoch: 100, initialTick: net.tick });
    const signed = signTransaction(
      { destination: bob.publicKey, amount: 9n, tick: net.tick + 3, inputType: 0, input: nobody },
      alice,
    );
    expect((await rpc.broadcastTransaction(signed.bytes)).transactionId).toBe(signed.id);
    await net.devnet.tick(3);
    expect(await rpc.balance(bob.identity)).toMatchObject({
      balance: 9n,
      validForTick: net.tick,
      numberOfIncomingTransfers: 1,
    });
    expect(await rpc.querySmartContract(TRIAL_INDEX, Func.look, alice.publicKey)).toEqual(
      await net.client.querySmartContract(TRIAL_INDEX, Func.look, alice.publicKey),
    );
    await expect(rpc.querySmartContract(TRIAL_INDEX, 99, nobody)).rejects.toMatchObject({
      code: "CONTRACT_CALL_FAILED",
    });
    await expect(rpc.broadcastTransaction(signed.bytes)).resolves.toBeDefined();
    await expect(rpc.balance("A".repeat(60))).rejects.toMatchObject({ details: { status: 400 } });
    await net.devnet.tick(1);
    await expect(rpc.broadcastTransaction(signed.bytes)).rejects.toMatchObject({ code: "RPC_FAILED" });
  });

  it("has a faucet, ticks and epochs on demand", async () => {
    net = await TestNet.start();
    const post = async (path: string, body: object) => {
      const response = await fetch(`http://127.0.0.1:${net.devnet.rpcPort}/devnet/v1/${path}`, {
        method: "POST",
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const given = await post("faucet", { identity: bob.identity, amount: "617" });
    await post("faucet", { identity: bob.identity, amount: "617" });
    expect((await post("tick", { count: 5 })).body.tick).toBe(given.body.tick);
    expect(await net.balance(bob.publicKey)).toBe(1234n);
    expect((await post("epoch", {})).body).toMatchObject({ epoch: 101 });
    expect(await post("faucet", { identity: "nobody", amount: "1" })).toMatchObject({ status: 400 });
    expect(await post("faucet", { identity: bob.identity, amount: "-1" })).toMatchObject({ status: 400 });
    expect(await post("tick", { count: 1e9 })).toMatchObject({ status: 400 });
    expect(await post("nothing", {})).toMatchObject({ status: 404 });
  });
});
