import { buildCreateJob, buildTopUp, type JobTerms } from "@qubix/client";
import { call, commitmentOf } from "@qubix/contract";
import { fromHex, keyPairFromSeed, type SignedTransaction, signTransaction, toHex } from "@qubix/qubic";
import { onnxSpec, wasmSpec } from "./spec-vectors.ts";

const SEED = "qubix".repeat(11);
const CONTEXT = { contractIndex: 29, tick: 1_000_000, tickOffset: 5 };
const FEES = { createFee: 1_000n, callFee: 10n };

const least: JobTerms = {
  hub: 0,
  hubFee: 100n,
  replicas: 1,
  quorum: 1,
  priceCap: 1_000n,
  protocolFee: 10n,
  start: "escrow-final",
  deadline: 1_020_000,
};
const most: JobTerms = {
  ...least,
  hub: 255,
  model: { slot: 7, royalty: 123_456_789n },
  replicas: 7,
  quorum: 4,
  priceCap: 10_000_000_001n,
  metered: true,
  providers: [3, 1, 4, 1_593],
  minStake: 1_000_000n,
  bondedOnly: true,
  start: "authorized",
};

/** Jobs, top-ups and actions with all that they are made from, and the transactions that come of it. */
export function jobVectors(): unknown {
  const keyPair = keyPairFromSeed(SEED);
  const created = [
    { spec: wasmSpec, terms: least, nonce: 1n, tickOffset: 5 },
    { spec: onnxSpec, terms: most, nonce: 2n ** 64n - 1n, tickOffset: 5 },
    // So large an offset that the last rungs fall together.
    {
      spec: wasmSpec,
      terms: { ...least, start: "assigned" as const, providers: [] },
      nonce: 1_764_000_000_000_000n,
      tickOffset: 64,
    },
  ].map(({ spec, terms, nonce, tickOffset }) => {
    const context = { ...CONTEXT, tickOffset, createFee: FEES.createFee, keyPair, nonce };
    const { key, specDigest, escrow, amount, transactions } = buildCreateJob(spec, terms, context);
    return plain({ spec, terms, nonce, tickOffset, key, specDigest, escrow, amount, transactions: wire(transactions) });
  });
  const jobKey = "5a".repeat(32);
  const topUp = { key: jobKey, jobSlot: 77, number: 3, amount: 5_000n, extendTicks: 1_000 };
  const ladder = buildTopUp(topUp, { ...CONTEXT, callFee: FEES.callFee });
  const toppedUp = { ...topUp, transactions: wire(ladder.map((version) => signTransaction(version, keyPair))) };
  const target = { jobKey: fromHex(jobKey), jobSlot: 77, nonce: 9n };
  const inputs = [call.cancelJob(target), call.acceptResult(target), call.claimTimeout(target)];
  const parts = {
    contractIndex: 29,
    jobKey: fromHex(jobKey),
    provider: keyPair.publicKey,
    attempt: 258,
    resultDigest: new Uint8Array(32).fill(3),
    ciphertextDigest: new Uint8Array(32).fill(4),
    maskedKey: new Uint8Array(32).fill(5),
    salt: new Uint8Array(32).fill(6),
    charge: 12_345n,
  };
  return {
    seed: SEED,
    ...CONTEXT,
    ...(plain(FEES) as object),
    created,
    toppedUp: plain(toppedUp),
    actions: inputs.map(({ inputType, input }) => ({ inputType, input: toHex(input) })),
    commitment: { parts: plain(parts), digest: toHex(commitmentOf(parts)) },
  };
}

function wire(transactions: SignedTransaction[]): { tick: number; id: string; encoded: string }[] {
  return transactions.map(({ tick, id, bytes }) => ({ tick, id, encoded: toHex(bytes) }));
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
