import { readFileSync } from "node:fs";
import { ContractAbort } from "@qubix/devnet";
import { beforeEach, describe, expect, it } from "vitest";
import { SmallChain } from "./small-chain.ts";

const INDEX = 29;
const trial = new WebAssembly.Module(readFileSync(new URL("../dist/Trial.wasm", import.meta.url)));

const user = new Uint8Array(32).fill(7);

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const words = (...values: bigint[]) => new Uint8Array(BigInt64Array.from(values).buffer);
const word = (bytes: Uint8Array, offset: number) => Buffer.from(bytes).readBigInt64LE(offset);
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const [NOTHING, PAY, BURN, INVOKE, CALLER, LOG] = [1, 2, 3, 4, 5, 6];
const [DEEP, , LOOK, SUMS, NOTES] = [1, 2, 3, 4, 5];

let chain: SmallChain;
let contractId: Uint8Array;

/** Calls a procedure as a user whose money has arrived already. */
const call = (inputType: number, input: Uint8Array, reward = 0n) =>
  chain.contract.procedure(inputType, input, { invocator: user, originator: user, invocationReward: reward })!;
beforeEach(() => {
  chain = new SmallChain(trial, INDEX);
  contractId = chain.contractId;
});

describe("the contract host", () => {
  it("knows what the contract registered", () => {
    expect(chain.contract.entries).toHaveLength(11);
    expect(chain.contract.entries[4]).toEqual({
      kind: "procedure",
      inputType: 5,
      inputSize: 16,
      outputSize: 96,
      localsSize: 8200,
      name: "Caller",
    });
  });

  it("has no output for an unknown procedure or function", () => {
    expect(call(99, user)).toBeUndefined();
    expect(chain.contract.query(99, user)).toBeUndefined();
    expect(call(NOTHING, user)).toHaveLength(1);
  });

  it("passes the caller, pads a short input, cuts a long one and zeroes locals every time", () => {
    for (let i = 0; i < 2; i++) {
      const output = call(CALLER, words(11n), 123n);
      expect(hex(output.subarray(0, 64))).toBe(hex(join(user, user)));
      expect([64, 72, 80, 88].map((at) => word(output, at))).toEqual([123n, 11n, 0n, 0n]);
      expect(word(call(CALLER, words(1n, 2n, 3n, 4n)), 80)).toBe(2n);
    }
  });

  it("marks the state dirty only when a call opened it for writing", () => {
    call(NOTHING, user);
    chain.contract.query(NOTES, user);
    chain.contract.systemProcedure("BEGIN_EPOCH");
    chain.currentTick = 1001;
    chain.contract.systemProcedure("BEGIN_TICK");
    expect(chain.contract.hasDirtyState()).toBe(false);
    chain.currentTick = 1010;
    chain.contract.systemProcedure("BEGIN_TICK");
    expect(chain.contract.hasDirtyState()).toBe(true);
    chain.contract.clearDirty();
    expect(chain.contract.hasDirtyState()).toBe(false);
  });

  it("moves money, and says how much is left or missing", () => {
    chain.give(contractId, 100n);
    expect(word(call(PAY, join(user, words(30n))), 0)).toBe(70n);
    expect(word(call(PAY, join(user, words(71n))), 0)).toBe(-1n);
    expect(word(call(PAY, join(user, words(-1n))), 0)).toBe(-1_000_000_000_000_001n);
    expect(word(call(PAY, join(user, words(1_000_000_000_000_001n))), 0)).toBe(-1_000_000_000_000_001n);
    expect(chain.balance(user)).toBe(30n);
  });

  it("burns and pays dividends", () => {
    chain.give(contractId, 10_000n);
    const output = call(BURN, words(3_000n, 10n));
    expect([word(output, 0), output[8]]).toEqual([7_000n, 1]);
    expect(call(BURN, words(0n, 1_479_289_940_828n))[8]).toBe(0);
    expect(chain.reserve).toBe(9_760n);
  });

  it("runs POST_INCOMING_TRANSFER inside a transfer to itself, where paying contracts is refused", () => {
    chain.give(contractId, 100n);
    expect(word(call(PAY, join(contractId, words(40n))), 0)).toBe(60n);
    const notes = chain.contract.query(NOTES, new Uint8Array())!;
    expect(hex(notes.subarray(0, 32))).toBe(hex(contractId));
    expect([word(notes, 32), notes[40]]).toEqual([40n, 2]);
    const after = notes.subarray(8 * 48);
    expect([word(after, 0), word(after, 8), after[20]]).toEqual([1n, 60n, 1]);
    expect(chain.balance(contractId)).toBe(100n);
  });

  it("treats a call that another contract makes from its notification as part of that notification", () => {
    const other = new Uint8Array(32);
    other[0] = INDEX - 1;
    chain.give(contractId, 100n);
    const answers: bigint[] = [];
    const plain = chain.transfer.bind(chain);
    chain.transfer = (destination, amount) => {
      const left = plain(destination, amount);
      if (hex(destination) === hex(other)) {
        const caller = { invocator: other, originator: user, invocationReward: 0n };
        const nested = (to: Uint8Array) => word(chain.contract.procedure(PAY, join(to, words(10n)), caller)!, 0);
        answers.push(nested(contractId), nested(user));
      }
      return left;
    };
    expect(word(call(PAY, join(other, words(30n))), 0)).toBe(70n);
    expect(answers).toEqual([-(1n << 63n), 60n]);
    expect(word(call(PAY, join(contractId, words(1n))), 0)).toBe(59n);
  });

  it("survives an abort inside of a nested call", () => {
    chain.give(contractId, 100n);
    chain.transfer = () => {
      chain.contract.query(DEEP, words(10n)); // one level is in use already
      return 0n;
    };
    for (let i = 0; i < 20; i++) expect(() => call(PAY, join(user, words(1n)))).toThrow(ContractAbort);
    expect(chain.contract.query(DEEP, words(10n))![0]).toBe(10);
  });

  it("lets the contract send a plain transfer back", () => {
    chain.give(contractId, 25n);
    chain.contract.postIncomingTransfer({ sourceId: user, amount: 25n, type: 0 });
    expect([chain.balance(contractId), chain.balance(user)]).toEqual([0n, 25n]);
  });

  it("starts outsourced computations", () => {
    const output = call(INVOKE, words(77n));
    expect([word(output, 0), output[8]]).toEqual([(1000n << 31n) + 4096n, 1]);
    expect(chain.invocations).toEqual([{ interfaceIndex: 0, request: words(77n), fee: 10n }]);
  });

  it("tells what the chain knows", () => {
    chain.give(user, 9n);
    const signature = new Uint8Array(64).fill(1);
    const digest = new Uint8Array(32).fill(1);
    const look = chain.contract.query(LOOK, join(user, signature, digest))!;
    expect(hex(look.subarray(0, 32))).toBe(hex(user));
    expect([word(look, 32), word(look, 40)]).toEqual([9n, 0n]);
    expect([...new Uint32Array(look.slice(48, 64).buffer)]).toEqual([1, 2, 3, 4]);
    expect(hex(look.subarray(64, 96))).toBe(hex(contractId));
    expect([...new Uint16Array(look.slice(96, 100).buffer), ...look.subarray(100, 104)]).toEqual([
      2026, 890, 8, 14, 15, 16,
    ]);
    const rest = new DataView(look.buffer, 112);
    expect([rest.getUint32(0, true), rest.getInt32(4, true), rest.getUint16(8, true)]).toEqual([1000, 3, 200]);
    expect([...look.subarray(122, 126)]).toEqual([1, 1, 0, 26]);
    expect(chain.contract.query(LOOK, contractId)!.subarray(122, 125)).toEqual(new Uint8Array([0, 1, 1]));
  });

  it("computes without traps", () => {
    const low = -(1n << 63n);
    const high = (1n << 63n) - 1n;
    const sums = (a: bigint, b: bigint, c: bigint, d: bigint) => {
      const output = chain.contract.query(SUMS, words(a, b, c, d))!;
      return [0, 8, 16, 24, 32, 40].map((at) => word(output, at));
    };
    expect(sums(7n, -2n, 7n, 2n)).toEqual([-14n, 5n, -3n, 1n, 14n, 9n]);
    expect(sums(high, 2n, -1n, 2n)).toEqual([high, high, high / 2n, 1n, -1n, -1n]);
    expect(sums(low, 3n, 0n, 0n)).toEqual([low, low + 3n, low / 3n, low % 3n, 0n, 0n]);
    expect(sums(5n, 0n, 5n, 0n)).toEqual([0n, 5n, 0n, 0n, 0n, 5n]);
    expect(sums(10n ** 15n, 10_000n, 1n << 40n, 1n << 20n)).toEqual([
      high,
      10n ** 15n + 10_000n,
      10n ** 11n,
      0n,
      1n << 60n,
      (1n << 40n) + (1n << 20n),
    ]);
  });

  it("logs up to the terminator, with the contract's index first", () => {
    call(LOG, words(5n));
    expect(chain.logs).toEqual([["warning", hex(words(BigInt(INDEX) + (7n << 32n), 5n))]]);
  });

  it("nests ten deep, aborts the eleventh, and works on after that", () => {
    const deep = (levels: bigint) => chain.contract.query(DEEP, words(levels))!;
    expect(deep(10n)[0]).toBe(10);
    for (let i = 0; i < 50; i++) expect(() => deep(11n)).toThrow(ContractAbort);
    expect(deep(10n)[0]).toBe(10);
  });

  it("saves, loads and patches the state", () => {
    chain.contract.postIncomingTransfer({ sourceId: user, amount: 0n, type: 4 });
    const saved = chain.contract.state();
    const other = new SmallChain(trial, INDEX);
    other.contract.loadState(saved);
    expect(other.contract.query(NOTES, user)).toEqual(chain.contract.query(NOTES, user));
    other.contract.patchState(0, words(99n));
    expect(word(other.contract.query(NOTES, user)!, 0)).toBe(99n);
    expect(() => other.contract.loadState(saved.subarray(1))).toThrow(RangeError);
    expect(() => other.contract.patchState(saved.length, words(1n))).toThrow(RangeError);
  });

  it("passes on an error of the chain itself and stays usable", () => {
    chain.transfer = () => {
      throw new Error("disk full");
    };
    expect(() => call(PAY, join(user, words(1n)))).toThrow("disk full");
    expect(chain.contract.query(DEEP, words(10n))![0]).toBe(10);
  });
});
