import { join } from "node:path";
import { query } from "@qubix/contract";
import { startAgent } from "@qubix/localnet";
import { isTerminalJobState, type JobState } from "@qubix/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { E2eNetwork } from "./support/e2e-network.ts";
import { expectSettledOnce, peopleOf } from "./support/settled-once.ts";
import { PROGRAMS } from "./support/wasi-program.ts";

const PATIENT = 180_000;
const LONG_LADDER = 12;

describe("whatever is killed, wherever: no job is lost, paid twice or stuck", { timeout: PATIENT }, () => {
  let net: E2eNetwork;

  beforeAll(async () => {
    const provider = { stake: 5_000_000n, minPrice: 3_000n, capacity: 4 };
    net = await E2eNetwork.start({
      pace: "manual",
      accounts: { rita: 10_000_000n },
      providers: [
        { ...provider, name: "anna" },
        { ...provider, name: "boris", withoutAgent: true },
      ],
      // Nobody is given up while he is being started again.
      hubTimes: { heartbeatMs: 300, lostAfterMs: 60_000 },
    });
  }, PATIENT);
  afterAll(() => net?.close(), PATIENT);
  beforeEach(({ onTestFailed }) =>
    onTestFailed(() => {
      for (const { name } of net.local.children.all()) if (name.startsWith("agent ")) resume(name);
      console.error(net.logs());
    }),
  );

  /**
   * A job of rita's for these providers, who must all agree, and the check that it went well and once. `held`: submitted
   * while the chain stands still, with a ladder that outlasts a restart: nobody but the requester can sign another rung.
   */
  async function story(names: string[], { program = PROGRAMS.answer, held = false } = {}) {
    if (held) await net.metronome.hold();
    else net.metronome.go();
    const tickOffset = held ? LONG_LADDER : net.local.network.tickOffset;
    const before = await net.balances(peopleOf(net, names, "rita"));
    const terms = { providers: net.slots(...names), replicas: names.length, quorum: names.length };
    const { key } = await net.submit(net.account("rita"), program, terms, tickOffset);
    return { key, settledOnce: () => expectSettledOnce(net, key, { names, before, requester: "rita" }) };
  }

  /** Kills a program and starts it again; the chain goes on meanwhile. */
  async function killAndStart(name: string): Promise<void> {
    await net.local.children.kill(name);
    net.metronome.go();
    await net.local.children.startAgain(name);
  }

  /** Stops an agent once the hub, which may just have started again, has heard of it and can give it work. */
  async function pause(agent: string): Promise<void> {
    await net.eventually(async () => {
      const { items } = await net.hub().call("listMachines", { query: { online: true } });
      return items.some(({ id }) => `agent ${id}` === agent);
    });
    process.kill(net.local.children.get(agent).pid, "SIGSTOP");
  }
  const resume = (agent: string) => process.kill(net.local.children.get(agent).pid, "SIGCONT");

  describe("the hub", () => {
    it("just after it took a job", async () => {
      const { key, settledOnce } = await story(["anna"], { held: true });
      expect((await net.job(key)).state).toBe("submitted");
      await killAndStart("hub");
      await settledOnce();
    });

    it("when a job is funded and nobody is there to take it", async () => {
      const { key, settledOnce } = await story(["boris"]);
      await net.reach(key, "funded");
      await killAndStart("hub");
      const { hotKeyFile } = net.provider("boris");
      const { children, logs, networkFile, hub } = net.local;
      const dataDir = join(net.folder, "agents", "boris");
      const plan = { name: "boris", dataDir, logs, networkFile, hubUrl: hub.url, hotKeyFile, slots: 4, pollMs: 50 };
      await startAgent(children, plan);
      await settledOnce();
    });

    it.each<JobState>(["matched", "assigned", "running", "committed", "decided"])("when a job is %s", async (state) => {
      const { key, settledOnce } = await story(["anna"]);
      await net.reach(key, state);
      await killAndStart("hub");
      await settledOnce();
    });

    it("when a job is authorized and its machine has not yet begun", async () => {
      await pause("agent anna");
      const { key, settledOnce } = await story(["anna"]);
      await net.reach(key, "authorized");
      await net.local.children.kill("hub");
      resume("agent anna");
      net.metronome.go();
      await net.local.children.startAgain("hub");
      await settledOnce();
    });

    it("when one of two has revealed", async () => {
      await pause("agent anna");
      const { key, settledOnce } = await story(["anna", "boris"]);
      await net.eventually(async () => (await net.onChain(key)).record.committed === 1);
      await pause("agent boris");
      resume("agent anna");
      await net.reach(key, "revealed");
      await net.local.children.kill("hub");
      resume("agent boris");
      net.metronome.go();
      await net.local.children.startAgain("hub");
      await settledOnce();
    });
  });

  describe("an agent", () => {
    it("in the middle of a run: it runs the same attempt again", async () => {
      const { key, settledOnce } = await story(["anna"], { program: PROGRAMS.slowAnswer });
      await net.until(key, ({ attempts }) => attempts[0]?.phase === "running");
      await killAndStart("agent anna");
      await settledOnce();
    });

    it("between commitment and reveal: it reveals from its journal", async () => {
      const { key, settledOnce } = await story(["anna"]);
      await net.reach(key, "committed");
      await net.local.children.kill("agent anna");
      await net.local.children.startAgain("agent anna");
      net.metronome.go();
      await settledOnce();
    });
  });

  it("the OC machine before a bundle reached it: the hub builds the bundle from the chain's own transactions", async () => {
    const statusUrl = net.hubConfig().ocMachines[0]!.replace("ws:", "http:").replace("bundles", "status");
    const status = async () => {
      const answer = await fetch(statusUrl);
      return (await answer.json()) as { nodes: number; subscribers: number; bundles: { verified: number } };
    };
    const { verified } = (await status()).bundles;
    const { key, settledOnce } = await story(["anna"]);
    await net.reach(key, "assigned");
    expect((await status()).bundles.verified).toBe(verified);
    await net.local.children.kill("oc-machine");
    net.metronome.go();
    await settledOnce();

    await net.local.children.startAgain("oc-machine");
    await net.eventually(async () => {
      const { nodes, subscribers } = await status();
      return nodes === 1 && subscribers === 1;
    });
    const next = await story(["anna"]);
    await next.settledOnce();
    // The node pushes it for itself: a job may be done by then, on the bundle that the hub has built.
    await net.eventually(async () => (await status()).bundles.verified === 1);
  });

  describe("the chain", () => {
    it("with a transaction that no tick has taken yet: the hub sends it again", async () => {
      const { key, settledOnce } = await story(["anna"], { held: true });
      expect((await net.job(key)).state).toBe("submitted");
      await killAndStart("devnet");
      await settledOnce();
    });

    it("while a job runs: it goes on at the tick where it was", async () => {
      const { key, settledOnce } = await story(["anna"]);
      await net.reach(key, "running");
      const { tick, epoch } = await net.local.node.tickInfo();
      await net.local.children.kill("devnet");
      await net.local.children.startAgain("devnet");
      expect(await net.local.node.tickInfo()).toMatchObject({ tick, epoch });
      net.metronome.go();
      await settledOnce();
    });
  });

  it("and in the end nothing is locked, nothing waits, and no QU is lost or made", async () => {
    const { items } = await net.hub().call("listJobs", { query: { limit: 100 } });
    expect(items.length).toBeGreaterThanOrEqual(14);
    expect(items.filter(({ state }) => !isTerminalJobState(state))).toEqual([]);
    const { totals } = await query.getTotals(net.reader, {});
    expect(totals.escrow).toBe(0n);
    for (const { slot } of net.local.providers) {
      const { record } = await query.getProvider(net.reader, { identity: new Uint8Array(32), provider: slot });
      expect(record).toMatchObject({ live: 0, locked: 0n, stake: 5_000_000n });
    }
    expect(await net.lostMoney()).toEqual([]);
  });
});
