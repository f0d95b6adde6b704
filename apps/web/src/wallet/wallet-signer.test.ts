import { createKeystore, openKeystore, type UnsignedTransaction } from "@qubix/client";
import { call } from "@qubix/contract";
import { contractPublicKey, createSeed, keyPairFromSeed } from "@qubix/qubic";
import { expect, it } from "vitest";
import { SigningDesk } from "./signing-desk.ts";
import { Wallet } from "./wallet.ts";
import { walletSigner } from "./wallet-signer.ts";

const seed = createSeed();
const { identity } = keyPairFromSeed(seed);
const { inputType, input } = call.cancelJob({ jobKey: new Uint8Array(32).fill(1), jobSlot: 7, nonce: 9n });
const cancel = { destination: contractPublicKey(29), amount: 10n, tick: 100, inputType, input };
const transfer = { ...cancel, inputType: 0, input: new Uint8Array() };

/** How often the owner, who agrees to all, is asked until a transaction is signed for two ticks, one after the other. */
async function questionsFor(transaction: UnsignedTransaction): Promise<number> {
  const wallet = new Wallet({ getItem: () => null, setItem: () => {} }, { createKeystore, openKeystore });
  await wallet.keep("Main", await wallet.seal(seed, "correct horse"));
  const desk = new SigningDesk();
  let questions = 0;
  desk.watch(() => {
    const request = desk.first();
    if (!request) return;
    questions++;
    desk.answer(request.id, true);
  });
  const signer = await walletSigner(wallet, desk, identity);
  for (const tick of [100, 200]) {
    await signer.agreeTo?.([{ ...transaction, tick }]);
    const [signed] = await signer.signTransactions([{ ...transaction, tick: tick + 5 }]);
    expect(signed?.tick).toBe(tick + 5);
  }
  return questions;
}

it("asks once for a call that missed its tick, since its nonce lets it act only once", async () => {
  expect(await questionsFor(cancel)).toBe(1);
});

it("asks for each signature of a transfer, since two would both be paid", async () => {
  expect(await questionsFor(transfer)).toBe(2);
});
