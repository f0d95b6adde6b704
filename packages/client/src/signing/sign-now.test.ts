import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { expect, it } from "vitest";
import { signNow } from "./sign-now.ts";
import { signerOf } from "./signer.ts";

const keyPair = keyPairFromSeed(createSeed());
const transfer = { destination: new Uint8Array(32), amount: 1n, inputType: 0, input: new Uint8Array() };
const versions = (tick: number) => [{ ...transfer, tick: tick + 5 }];

it("ticks are counted from when the owner has agreed", async () => {
  let tick = 100;
  const node = { tickInfo: async () => ({ tick }) };
  const asked: number[] = [];
  const wallet = {
    ...signerOf(keyPair),
    async agreeTo(shown: readonly { tick: number }[]) {
      asked.push(shown[0]!.tick);
      tick = 900;
    },
  };
  expect((await signNow(wallet, node, versions))[0]!.tick).toBe(905);
  expect(asked).toEqual([105]);
  expect((await signNow(keyPair, node, versions))[0]!.tick).toBe(905);
});

it("what its owner refuses is not signed", async () => {
  const wallet = {
    ...signerOf(keyPair),
    agreeTo: async () => {
      throw new Error("no");
    },
    signTransactions: async () => expect.unreachable("it was refused"),
  };
  await expect(signNow(wallet, { tickInfo: async () => ({ tick: 1 }) }, versions)).rejects.toThrow("no");
});
