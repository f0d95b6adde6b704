import { call } from "@qubix/contract";
import { contractPublicKey } from "@qubix/qubic";
import { expect, it } from "vitest";
import { intentOf } from "./intent-of.ts";

const ME = "A".repeat(60);
const { inputType, input } = call.cancelJob({ jobKey: new Uint8Array(32).fill(1), jobSlot: 7, nonce: 9n });
const cancel = { destination: contractPublicKey(29), amount: 10n, tick: 100, inputType, input };
const transfer = { ...cancel, inputType: 0, input: new Uint8Array() };

it("is the same for another tick, and another for anything else", () => {
  const { key } = intentOf(ME, [cancel]);
  expect(intentOf(ME, [{ ...cancel, tick: 200 }]).key).toBe(key);
  const otherNonce = call.cancelJob({ jobKey: new Uint8Array(32).fill(1), jobSlot: 7, nonce: 10n }).input;
  for (const other of [{ amount: 11n }, { destination: new Uint8Array(32) }, { input: otherNonce }, { inputType: 999 }])
    expect(intentOf(ME, [{ ...cancel, ...other }]).key).not.toBe(key);
  expect(intentOf("B".repeat(60), [cancel]).key).not.toBe(key);
});

it("is good once where no nonce keeps it from acting twice", () => {
  expect(intentOf(ME, [cancel]).once).toBe(false);
  expect(intentOf(ME, [transfer]).once).toBe(true);
  expect(intentOf(ME, [{ ...cancel, ...call.buyAccess({ model: 7, price: 500n }) }]).once).toBe(true);
  expect(intentOf(ME, [{ ...cancel, inputType: 999 }]).once).toBe(true);
});
