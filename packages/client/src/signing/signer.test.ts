import { deriveSealKeyPair, signInDigest } from "@qubix/protocol";
import { createSeed, keyPairFromSeed, signTransaction, verify } from "@qubix/qubic";
import { expect, it } from "vitest";
import { signerOf } from "./signer.ts";

const keyPair = keyPairFromSeed(createSeed());
const signer = signerOf(keyPair);

it("a key pair signs as it always does", async () => {
  const transfer = { destination: new Uint8Array(32), amount: 5n, tick: 7, inputType: 0, input: new Uint8Array() };
  const later = { ...transfer, tick: 9 };
  const signed = await signer.signTransactions([transfer, later]);
  expect(signed.map(({ bytes }) => bytes)).toEqual(
    [transfer, later].map((version) => signTransaction(version, keyPair).bytes),
  );
  expect(verify(signer.publicKey, signInDigest("text"), await signer.signIn("text"))).toBe(true);
  expect(await signer.sealKeyPair()).toEqual(deriveSealKeyPair(keyPair.subseed));
});

it("another signer is taken as it is", () => expect(signerOf(signer)).toBe(signer));
