import { Code } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { Market } from "./market.ts";
import { party } from "./test-chain.ts";

/** Many live jobs without their checks: seven replicas each, by many requesters. */
function crowd(jobs: number, replicas: number) {
  const market = new Market({ maxLiveJobsPerRequester: 100_000 });
  market.addHub();
  market.comparesState = false;
  let paid = 0n;
  for (let i = 0; i < jobs; i++) {
    const args = market.jobArgs({ replicas, priceCap: market.config.minPrice, protocolFee: 1n });
    const fee = market.ask("getConfig", {}).createFeeNow;
    market.send(party("flooder"), "createJob", args, market.escrowOf(args) + fee);
    paid += fee;
  }
  return { market, paid };
}

describe("a flood of small jobs", () => {
  it("costs four times as much with each sixteenth beyond half", () => {
    const { market } = crowd(1170, 7);
    expect(market.ask("getTotals", {}).counts.liveReplicas).toBe(8190);
    expect(market.ask("getConfig", {}).createFeeNow).toBe(1000n);
    const args = market.jobArgs({ replicas: 2, quorum: 2 });
    market.ok(party("requester"), "createJob", args, market.escrowOf(args) + 1000n);
    expect(market.ask("getConfig", {}).createFeeNow).toBe(4000n);
    const dear = market.jobArgs();
    const pay = (fee: bigint) => market.run(party("requester"), "createJob", dear, market.escrowOf(dear) + fee).code;
    expect(pay(3999n)).toBe(Code.EscrowTooSmall);
    expect(pay(4000n)).toBe(Code.Ok);
  });

  it("can't fill the tables for the price of their fees, and leaves an assignment to every replica", () => {
    const { market, paid } = crowd(2340, 7);
    expect(paid).toBeGreaterThan(10_000_000_000n);
    const { liveReplicas } = market.ask("getTotals", {}).counts;
    expect(liveReplicas).toBe(16_380);
    const args = market.jobArgs({ replicas: 5, quorum: 3 });
    const amount = market.escrowOf(args) + market.ask("getConfig", {}).createFeeNow;
    expect(market.run(party("requester"), "createJob", args, amount).code).toBe(Code.TableFull);
    market.ok(party("requester"), "createJob", { ...args, replicas: 4 }, amount);
  });
});
