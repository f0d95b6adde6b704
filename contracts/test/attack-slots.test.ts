import { Code } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { Market } from "./market.ts";
import { party } from "./test-chain.ts";

describe("slots", () => {
  it("of hubs can't be held for less than the bond", () => {
    const market = new Market();
    const slots = Array.from({ length: 256 }, (_, i) => market.addHub(`squatter ${i}`, market.config.minBond));
    expect(new Set(slots).size).toBe(256);
    const leave = (bond: bigint) => ({ amount: market.config.minBond - bond, nonce: market.nonce() });
    const fee = market.config.callFee;
    for (const stays of [1n, market.config.minBond - 1n])
      expect(market.run(party("squatter 7"), "withdrawHubBond", leave(stays), fee).code).toBe(Code.BondTooSmall);
    market.ok(party("squatter 7"), "withdrawHubBond", leave(0n), fee);
    expect(market.addHub()).toBe(7);
  });

  it("of providers can't be held for less than the stake", () => {
    const market = new Market();
    market.addHub();
    const provider = market.addProvider("ann", { stake: 2n * market.config.minStake });
    const fee = market.config.callFee;
    const ask = (amount: bigint) => market.run(party("ann"), "requestUnstake", { amount, nonce: market.nonce() }, fee);
    expect(ask(2n * market.config.minStake - 1n).code).toBe(Code.StakeTooSmall);
    expect(ask(market.config.minStake + 1n).code).toBe(Code.StakeTooSmall);
    expect(ask(market.config.minStake).code).toBe(Code.Ok);
    expect(ask(0n).code).toBe(Code.Ok);
    expect(ask(2n * market.config.minStake).code).toBe(Code.Ok);
    market.endTicks(market.config.unstakeTicks);
    market.ok(party("ann"), "unstake", { nonce: market.nonce() });
    expect(market.provider(provider).found).toBe(0);
  });
});
