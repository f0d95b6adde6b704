import { setTimeout as sleep } from "node:timers/promises";
import type { PricedSpec } from "@qubix/protocol";
import { describe, expect, it } from "vitest";
import { type BudgetOptions, keepToBudget } from "./keep-to-budget.ts";
import { RunMeter } from "./run-meter.ts";

const limits = { fuel: "5000000000", memoryMiB: 1024, wallSeconds: 60, outputBytes: 0 };
const spec: PricedSpec = { kind: "wasm", program: { digest: `sha256:${"ab".repeat(32)}` }, limits };

/** A run that costs 1,000 QU a second, and what became of it. */
function watch(change: Partial<BudgetOptions> & { most: bigint }) {
  const meter = new RunMeter({ perCoreSecond: "1000" }, spec);
  const said: string[] = [];
  const told: [bigint, bigint][] = [];
  const state = { most: change.most };
  const end = keepToBudget({
    meter,
    limit: () => state.most,
    endsAtLimit: true,
    controls: () => ({ pause: () => said.push("pause"), resume: () => said.push("resume") }),
    graceMs: 60_000,
    tell: (cost, limit) => told.push([cost, limit]),
    stop: ({ message }) => said.push(message),
    ...change,
  });
  return { meter, said, told, state, end };
}

async function until(condition: () => boolean): Promise<void> {
  const last = performance.now() + 20_000;
  while (!condition() && performance.now() < last) await sleep(10);
  expect(condition()).toBe(true);
}

describe("keepToBudget", () => {
  it("holds a run up at its limit, and lets it go on when the limit is raised", async () => {
    const { meter, said, told, state, end } = watch({ most: 200n });
    await until(() => said.length === 1);
    const stood = meter.cost;
    await sleep(150);
    expect(said).toEqual(["pause"]);
    expect(meter.cost).toBe(stood);
    expect(told.at(-1)).toEqual([200n, 200n]);
    state.most = 1_000_000n;
    await until(() => said.length === 2);
    expect(said).toEqual(["pause", "resume"]);
    await until(() => meter.cost > stood);
    end();
    expect(told.some(([, limit]) => limit === 1_000_000n)).toBe(true);
  });

  it("ends it when the grace is over", async () => {
    const { said, end } = watch({ most: 100n, graceMs: 200 });
    await until(() => said.length === 2);
    expect(said).toEqual(["pause", "the run has used all of its 100 QU"]);
    end();
  });

  it("lets a run go on that may not end there", async () => {
    const { meter, said, told, end } = watch({ most: 50n, endsAtLimit: false });
    await until(() => meter.cost > 300n);
    end();
    expect(said).toEqual([]);
    for (const [cost, limit] of told) expect(cost <= limit).toBe(true);
  });
});
