import type { ChainTransaction } from "@qubix/protocol";
import { identityFromPublicKey, keyPairFromSeed, signTransaction, toHex } from "@qubix/qubic";
import { expect, it } from "vitest";
import { checkTransaction } from "./check-transaction.ts";

const alice = keyPairFromSeed("a".repeat(55));
const bob = keyPairFromSeed("b".repeat(55));
const signed = signTransaction(
  { destination: bob.publicKey, amount: 1_000n, tick: 77, inputType: 10, input: new Uint8Array([1, 2, 3]) },
  alice,
);
const told: ChainTransaction = {
  ...{ id: signed.id, tick: 77, amount: "1000", inputType: 10, input: "010203", signature: toHex(signed.signature) },
  source: identityFromPublicKey(alice.publicKey),
  destination: identityFromPublicKey(bob.publicKey),
};

it("believes what was signed", () => {
  expect(checkTransaction(told)).toBe(true);
});

it.each<[string, Partial<ChainTransaction>]>([
  ["amount", { amount: "1001" }],
  ["tick", { tick: 78 }],
  ["input", { input: "010204" }],
  ["sender", { source: told.destination }],
  ["receiver", { destination: told.source }],
  ["checksum", { source: `${told.source.slice(0, 59)}${told.source.endsWith("A") ? "B" : "A"}` }],
  ["signature", { signature: "00".repeat(64) }],
  ["id", { id: "a".repeat(60) }],
])("does not believe another %s", (_, lie) => {
  expect(checkTransaction({ ...told, ...lie })).toBe(false);
});
