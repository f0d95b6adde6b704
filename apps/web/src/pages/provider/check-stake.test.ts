import { expect, it } from "vitest";
import { checkStake } from "./check-stake.ts";

const limits = { stake: 1_500n, locked: 200n, least: 1_000n };

it("lets out what leaves the least stake, or all of it", () => {
  expect(checkStake("500", limits)).toEqual({ ok: true, amount: 500n });
  expect(checkStake("501", limits)).toEqual({ ok: false, wrong: "leavesTooLittle" });
  expect(checkStake("1 500", { ...limits, locked: 0n })).toEqual({ ok: true, amount: 1_500n });
});

it("keeps what runs have locked", () => {
  expect(checkStake("1301", limits)).toEqual({ ok: false, wrong: "tooMuch" });
  expect(checkStake("1500", limits)).toEqual({ ok: false, wrong: "tooMuch" });
});

it("takes whole amounts above nothing, and any of them to add", () => {
  for (const typed of ["", "0", "1.5", "-1", "all"])
    expect(checkStake(typed, limits)).toEqual({ ok: false, wrong: "wrongAmount" });
  expect(checkStake("9999999")).toEqual({ ok: true, amount: 9_999_999n });
});
