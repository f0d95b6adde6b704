import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { expect, it } from "vitest";
import { checkTransfer } from "./check-transfer.ts";

const { identity } = keyPairFromSeed(createSeed());

it("takes an identity and an amount that the account has", () => {
  expect(checkTransfer(` ${identity} `, "1 000", 1_000n)).toEqual({ ok: true, destination: identity, amount: 1_000n });
});

it("tells what is wrong", () => {
  const typo = (identity.startsWith("A") ? "B" : "A") + identity.slice(1);
  expect(checkTransfer(typo, "1001", 1_000n)).toEqual({ ok: false, to: "toWrong", amount: "tooMuch" });
  for (const bad of ["", "0", "1.5", "x"])
    expect(checkTransfer(identity, bad, 10n)).toEqual({ ok: false, amount: "amountWrong" });
  for (const bad of ["", identity.toLowerCase(), identity.slice(1), `${identity}A`])
    expect(checkTransfer(bad, "1", 10n)).toEqual({ ok: false, to: "toWrong" });
});
