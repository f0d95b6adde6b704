import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QubicError } from "../errors.ts";
import { decodeAuthorization, encodeAuthorization } from "../oc/authorization-transaction.ts";
import { decodeInvocation, encodeInvocation } from "../oc/invocation.ts";
import { decodeComputorList, encodeComputorList } from "./computors.ts";
import { decodeContractFunctionRequest, encodeContractFunctionRequest } from "./contract-function.ts";
import { decodeEntity, encodeEntity } from "./entity.ts";
import { decodePublicPeers, encodePublicPeers } from "./public-peers.ts";
import { decodeSystemInfo, encodeSystemInfo } from "./system-info.ts";
import { decodeTickData, encodeTickData } from "./tick-data.ts";
import { decodeTickInfo, encodeTickInfo } from "./tick-info.ts";
import { decodeTickTransactionsRequest, encodeTickTransactionsRequest } from "./tick-transactions.ts";
import { decodeTransactionStatus, encodeTransactionStatus } from "./transaction-status.ts";

const u8 = fc.nat({ max: 0xff });
const u16 = fc.nat({ max: 0xffff });
const u32 = fc.nat({ max: 0xffffffff });
const i64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const key = bytes(32);
const time = fc.date({
  min: new Date(Date.UTC(2000, 0, 1)),
  max: new Date(Date.UTC(2255, 11, 31)),
  noInvalidDate: true,
});

/** A few distinct values repeated: fast-check would take minutes to make up 676 keys a run. */
const many = <T>(one: fc.Arbitrary<T>, count: number) =>
  fc
    .array(one, { minLength: 1, maxLength: 3 })
    .map((some) => Array.from({ length: count }, (_, i) => some[i % some.length]!));

const nonZeroKey = key.filter((value) => value.some((byte) => byte !== 0));

const codecs = {
  "computor list": {
    value: fc.record({ epoch: u16, publicKeys: many(key, 676), signature: bytes(64) }),
    encode: encodeComputorList,
    decode: decodeComputorList,
    size: 2 + 676 * 32 + 64,
  },
  "tick data": {
    value: fc.record({
      computorIndex: fc.nat({ max: 675 }),
      epoch: u16,
      tick: u32,
      time,
      timelock: key,
      transactionDigests: fc.array(nonZeroKey, { maxLength: 3 }),
      contractFees: fc.constant([{ contractIndex: 29, fee: 5n }]),
      signature: bytes(64),
    }),
    encode: encodeTickData,
    decode: decodeTickData,
    size: 139_376,
  },
  "tick info": {
    value: fc.record({ tick: u32, epoch: u16, tickDuration: u16, initialTick: u32, aligned: u16, misaligned: u16 }),
    encode: encodeTickInfo,
    decode: decodeTickInfo,
    size: 16,
  },
  "tick transactions request": {
    value: fc.record({
      tick: u32,
      except: fc.uniqueArray(fc.nat({ max: 4095 }), { maxLength: 20 }).map((list) => list.sort((a, b) => a - b)),
    }),
    encode: encodeTickTransactionsRequest,
    decode: decodeTickTransactionsRequest,
    size: 516,
  },
  entity: {
    value: fc
      .record({
        publicKey: key,
        incoming: fc.bigInt({ min: 0n, max: 10n ** 15n }),
        outgoing: fc.bigInt({ min: 0n, max: 10n ** 15n }),
        incomingTransfers: u32,
        outgoingTransfers: u32,
        latestIncomingTick: u32,
        latestOutgoingTick: u32,
        tick: u32,
        spectrumIndex: fc.integer({ min: -1, max: 0xffffff }),
        siblings: many(key, 24),
      })
      .map((entity) => ({ ...entity, balance: entity.incoming - entity.outgoing })),
    encode: encodeEntity,
    decode: decodeEntity,
    size: 840,
  },
  "contract function request": {
    value: fc.record({ contractIndex: u32, inputType: u16, input: fc.uint8Array({ maxLength: 100 }) }),
    encode: encodeContractFunctionRequest,
    decode: decodeContractFunctionRequest,
    size: undefined,
  },
  "system info": {
    value: fc.record({
      version: u16,
      epoch: u16,
      tick: u32,
      initialTick: u32,
      latestCreatedTick: u32,
      initialTime: time,
      numberOfEntities: u32,
      numberOfTransactions: u32,
      randomMiningSeed: key,
      solutionThreshold: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      totalAmount: u64,
      entityBalanceDustThreshold: u64,
      targetTickVoteSignature: u32,
      computorListSignature: u64,
      solutionAdditionalThreshold: u64,
    }),
    encode: encodeSystemInfo,
    decode: decodeSystemInfo,
    size: 128,
  },
  "transaction status": {
    value: fc.record({
      currentTick: u32,
      tick: u32,
      transactions: fc.array(fc.record({ digest: key, moneyFlew: fc.boolean() }), { maxLength: 20 }),
    }),
    encode: encodeTransactionStatus,
    decode: decodeTransactionStatus,
    size: undefined,
  },
  "public peers": {
    value: fc.array(
      fc.tuple(fc.integer({ min: 1, max: 255 }), u8, u8, u8).map((parts) => parts.join(".")),
      { maxLength: 4 },
    ),
    encode: encodePublicPeers,
    decode: decodePublicPeers,
    size: 16,
  },
  "OC invocation": {
    value: fc.record({
      invocationId: i64,
      epoch: u16,
      interfaceIndex: u16,
      request: fc.uint8Array({ maxLength: 1008 }),
      signers: fc.array(fc.record({ computorIndex: u16, signature: bytes(64) }), { maxLength: 5 }),
    }),
    encode: encodeInvocation,
    decode: decodeInvocation,
    size: undefined,
  },
  "OC authorization": {
    value: fc.array(
      fc.record({ invocationId: i64, interfaceIndex: u16, epoch: u16, requestDigest: key, signature: bytes(64) }),
      { minLength: 1, maxLength: 9 },
    ),
    encode: encodeAuthorization,
    decode: decodeAuthorization,
    size: undefined,
  },
};

describe.each(Object.entries(codecs))("%s", (_name, codec) => {
  const encode = codec.encode as (value: unknown) => Uint8Array;
  const value = codec.value as fc.Arbitrary<unknown>;

  it("comes back as it was", () => {
    fc.assert(
      fc.property(value, (original) => {
        const encoded = encode(original);
        if (codec.size !== undefined) expect(encoded.length).toBe(codec.size);
        expect(codec.decode(encoded)).toEqual(original);
      }),
      { numRuns: 50 },
    );
  });

  it("throws nothing but QubicError on other bytes", () => {
    const decodes = (input: Uint8Array) => {
      try {
        codec.decode(input);
      } catch (error) {
        expect(error).toBeInstanceOf(QubicError);
      }
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 1100 }), decodes), { numRuns: 300 });
    fc.assert(
      fc.property(value, fc.nat(), fc.boolean(), (original, at, longer) => {
        const encoded = encode(original);
        decodes(longer ? new Uint8Array([...encoded, 0]) : encoded.subarray(0, at % encoded.length));
      }),
      { numRuns: 50 },
    );
    if (codec.size !== undefined)
      fc.assert(
        fc.property(many(u8, codec.size), (all) => decodes(Uint8Array.from(all))),
        { numRuns: 50 },
      );
  });
});
