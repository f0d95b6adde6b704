import { call } from "@qubix/contract";
import { contractPublicKey, identityFromPublicKey } from "@qubix/qubic";
import { expect, it } from "vitest";
import { readTransaction } from "./read-transaction.ts";

const INDEX = 29;
const { inputType, input } = call.cancelJob({ jobKey: new Uint8Array(32).fill(0xab), jobSlot: 7, nonce: 9n });
const cancel = { destination: contractPublicKey(INDEX), amount: 10n, tick: 100, inputType, input };

it("a call of the contract is told by its procedure and fields", () => {
  const read = readTransaction([cancel, { ...cancel, tick: 120 }], INDEX);
  expect(read).toMatchObject({ toContract: true, procedure: "CancelJob", amount: 10n });
  expect(read.fields).toContainEqual(["jobSlot", "7"]);
  expect(read.fields).toContainEqual(["jobKey", "ab".repeat(32)]);
});

it("a purchase is told with what was agreed to, and a price with its model", () => {
  const buy = { ...cancel, ...call.buyAccess({ model: 7, price: 500n }), amount: 510n };
  const read = readTransaction([buy], INDEX);
  expect(read).toMatchObject({ toContract: true, procedure: "BuyAccess", amount: 510n });
  expect(read.fields).toEqual([
    ["model", "7"],
    ["price", "500"],
  ]);
  const set = { ...cancel, ...call.setAccessPrice({ model: 7, price: 500n, nonce: 9n }) };
  expect(readTransaction([set], INDEX)).toMatchObject({
    procedure: "SetAccessPrice",
    fields: [
      ["model", "7"],
      ["price", "500"],
      ["nonce", "9"],
    ],
  });
});

it("what is for somebody else is never told as a call of the contract", () => {
  const destination = new Uint8Array(32).fill(1);
  const read = readTransaction([{ ...cancel, destination }], INDEX);
  expect(read).toMatchObject({ toContract: false, fields: [], destination: identityFromPublicKey(destination) });
  expect(read.procedure).toBeUndefined();
  expect(read.input).not.toBe("");
});

it("nothing hides behind the first version", () => {
  for (const other of [{ amount: 11n }, { inputType: inputType + 1 }, { input: input.slice(1) }])
    expect(() => readTransaction([cancel, { ...cancel, ...other }], INDEX)).toThrow("not versions of one");
  expect(() => readTransaction([], INDEX)).toThrow();
});
