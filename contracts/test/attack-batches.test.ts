import { BatchStatus } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { Market } from "./market.ts";
import { party } from "./test-chain.ts";

describe("whoever pays for batches to be sent again", () => {
  it("gets no more than one in flushTicks from the network, and holds up nobody's", () => {
    const market = new Market({ flushTicks: 4, maxLiveJobsPerRequester: 1000 });
    market.addHub("hub", 10_000_000n);
    const provider = market.addProvider("ann", { capacity: 1000, stake: 10_000_000n });
    const authorize = () => {
      for (const invocation of market.chain.invocations) invocation.status = 2;
    };
    for (let i = 0; i < 40; i++) {
      market.assign(market.createJob(), provider);
      market.endTicks(4);
      authorize();
    }
    market.endTicks();
    const before = market.chain.invocations.length;
    for (let batch = 0; batch < 40; batch++)
      market.ok(party("flooder"), "reissueBatch", { batch, nonce: 0n }, market.config.callFee + 10n);
    expect(market.chain.invocations.length).toBe(before);
    market.assign(market.createJob(), provider);
    for (let i = 0; i < 12; i++) {
      market.endTicks();
      authorize();
    }
    expect(market.ask("getBatch", { batch: 40 }).status).toBe(BatchStatus.Authorized);
    expect(market.chain.invocations.length - before).toBeLessThanOrEqual(1 + 12 / 4);
    for (let i = 0; i < 4 * 40; i++) {
      market.endTicks();
      authorize();
    }
    expect(market.chain.invocations.length - before).toBe(41);
    for (let batch = 0; batch <= 40; batch++)
      expect(market.ask("getBatch", { batch }).status).toBe(BatchStatus.Authorized);
  });
});
