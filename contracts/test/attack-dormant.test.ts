import { CloseReason } from "@qubix/contract";
import { describe, expect, it } from "vitest";
import { Market, work } from "./market.ts";

const LONG = 300_000;

/** The reserve is empty: calls and END_TICK don't run, epochs end all the same. */
function dormantEpoch(market: Market): void {
  const { chain } = market;
  chain.reserve = 0n;
  chain.currentTick += LONG;
  chain.contract.systemProcedure("END_EPOCH");
  chain.invocations.length = 0;
  chain.currentEpoch++;
  chain.contract.systemProcedure("BEGIN_EPOCH");
  market.checkSums();
}

describe("a reserve that nobody fills", () => {
  it("locks no escrow for ever", () => {
    const market = new Market();
    market.addHub();
    const [ann, bob, cyd] = ["ann", "bob", "cyd"].map((name) => market.addProvider(name));
    const waiting = market.createJob();
    const running = market.createJob();
    market.assign(running, ann!);
    const half = market.createJob({ replicas: 2, quorum: 2 });
    market.commit(half, market.assign(half, ann!), "ann", work("1", "ann"));
    const revealing = market.createJob();
    market.commit(revealing, market.assign(revealing, bob!), "bob", work("1", "bob"));
    const decided = market.createJob();
    const attempt = market.assign(decided, cyd!);
    market.commit(decided, attempt, "cyd", work("1", "cyd"));
    market.reveal(attempt, "cyd", work("1", "cyd"));

    dormantEpoch(market);
    expect(market.receipt(waiting).closeReason).toBe(CloseReason.Expired);
    dormantEpoch(market);
    expect(market.receipt(running).closeReason).toBe(CloseReason.Expired);
    expect(market.receipt(revealing).closeReason).toBe(CloseReason.Unrevealed);
    expect(market.receipt(decided).closeReason).toBe(CloseReason.Unchallenged);
    expect(market.receipt(half).closeReason).toBe(CloseReason.Unrevealed);
    expect(market.ask("getTotals", {}).totals.escrow).toBe(0n);
  });

  it("ends nothing of an attempt within days", () => {
    const market = new Market();
    market.addHub();
    const job = market.createJob();
    market.assign(job, market.addProvider("ann"));
    market.chain.reserve = 0n;
    market.chain.currentTick += 200_000;
    market.chain.contract.systemProcedure("END_EPOCH");
    expect(market.job(job).record.placed).toBe(1);
  });
});
