import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ScriptedProvider } from "./scripted-provider.ts";
import { TestNet } from "./test-net.ts";

const RESULT = randomBytes(32);

/** Stages of a job after each of which the hub is killed. */
const STAGES = ["submitted", "offered", "authorized", "committed", "revealed"] as const;

describe("a hub that is killed, without any OC machine", () => {
  let net: TestNet;
  let provider: ScriptedProvider;

  beforeAll(async () => {
    // Reveals, leases and machines must wait for a hub that takes its time to start, and to answer, on a busy machine.
    const leases = { heartbeatMs: 200, lostAfterMs: 20_000, leaseTicks: 2_000 };
    net = await TestNet.start({ ocMachine: false, process: true, contract: { revealTicks: 4_000 }, hub: { leases } });
    provider = await (await ScriptedProvider.register(net)).dial();
  });
  afterAll(async () => {
    await provider?.fallSilent();
    await net?.close();
  });

  it("rebuilds bundles from tick data, and loses nothing and pays nobody twice, wherever it is killed", async () => {
    const balance = async () => (await net.node.entity(provider.owner.publicKey)).balance;
    const before = await balance();
    for (const stage of STAGES) {
      const killAfter = async (now: (typeof STAGES)[number]) => {
        if (now !== stage) return;
        await net.killHub();
        await net.spawnHub();
      };
      // The ladder must outlast the restart: nobody but the requester can sign another rung.
      const key = await net.submitAs(net.requester, {}, stage === "submitted" ? 12 : 3);
      await killAfter("submitted");
      const offer = await provider.offer(key, 60_000);
      await killAfter("offered");
      expect((await provider.authorization(offer)).path).toHaveLength(0);
      await killAfter("authorized");
      const opening = await provider.commit(offer, RESULT);
      await killAfter("committed");
      await provider.reveal(offer, opening);
      await killAfter("revealed");
      const job = await net.until(key, ({ closeReason }) => closeReason !== undefined, 60_000);
      expect(job, stage).toMatchObject({ state: "settled", closeReason: "unchallenged" });
      expect(job.attempts, stage).toHaveLength(1);
      const assigned = job.transactions.filter(
        ({ procedure, state }) => procedure === "AssignJobs" && state === "effect",
      );
      expect(assigned, stage).toHaveLength(1);
      const receipt = await net.client(net.requester).call("getJobReceipt", { params: { key } });
      expect(receipt.runs, stage).toMatchObject([{ paid: "1000" }]);
    }
    expect((await balance()) - before).toBe(1_000n * BigInt(STAGES.length));
  }, 300_000);
});
