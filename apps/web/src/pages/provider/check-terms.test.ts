import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { expect, it } from "vitest";
import { checkTerms } from "./check-terms.ts";

const { identity, publicKey } = keyPairFromSeed(createSeed());
const least = { stake: 1_000n, minPrice: 10n };
const typed = { stake: "1 000", minPrice: "10", capacity: "2", hot: identity, payout: ` ${identity} ` };

it("takes terms that the contract takes", () => {
  const expected = { ok: true, stake: 1_000n, minPrice: 10n, capacity: 2, hot: publicKey, payout: publicKey };
  expect(checkTerms(typed, least)).toEqual(expected);
});

it.each([
  [{ stake: "999" }, { stake: "tooLittle" }],
  [{ stake: "1.5" }, { stake: "wrongAmount" }],
  [{ minPrice: "9" }, { minPrice: "tooLittle" }],
  [{ capacity: "0" }, { capacity: "wrongCapacity" }],
  [{ capacity: "1025" }, { capacity: "wrongCapacity" }],
  [{ hot: "A" }, { hot: "wrongIdentity" }],
  [
    { payout: "", capacity: "x" },
    { payout: "wrongIdentity", capacity: "wrongCapacity" },
  ],
])("tells what is wrong with %o", (change, wrong) => {
  expect(checkTerms({ ...typed, ...change }, least)).toEqual({ ok: false, wrong });
});
