import { setTimeout as sleep } from "node:timers/promises";
import type { HubRole } from "@qubix/localnet";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { E2eNetwork } from "../support/e2e-network.ts";
import { testServers } from "../support/test-servers.ts";
import { PROGRAMS } from "../support/wasi-program.ts";

const PATIENT = 240_000;
const REST: HubRole[] = ["watcher", "matcher", "dispatcher", "worker"];
/** Stages of a job that another process may have begun than the one that ends them. */
const STAGES = ["funded", "matched", "assigned", "authorized", "running", "committed", "decided", "settled"];

/** On servers each role is a process of its own, and two could lead; on the embedded engines one process does it all. */
describe("a hub's processes, together", { timeout: PATIENT }, () => {
  let net: E2eNetwork;
  let servers: Awaited<ReturnType<typeof testServers>>;

  /** Sums of all series of a name over the hub's processes, by their labels. */
  async function told(name: string): Promise<Map<string, number>> {
    const sums = new Map<string, number>();
    for (const [program, url] of net.local.metrics) {
      if (!program.startsWith("hub")) continue;
      const text = await (await fetch(`${url}/metrics`)).text();
      for (const [, labels = "", value] of text.matchAll(new RegExp(`^${name}(\\{.*\\})? (\\S+)$`, "gm")))
        sums.set(labels, (sums.get(labels) ?? 0) + Number(value));
    }
    return sums;
  }

  beforeAll(async () => {
    servers = await testServers();
    net = await E2eNetwork.start({
      observed: {},
      accounts: { rita: 5_000_000n },
      providers: [{ name: "anna", stake: 5_000_000n, minPrice: 3_000n, capacity: 4 }],
      ...(servers.urls && {
        hubServices: servers.urls,
        hubProcesses: [["api"], ["watcher"], ["matcher"], ["dispatcher"], ["worker"], REST],
      }),
    });
    // Wake-ups between processes may be lost, and with one the beginning of a stage: of three jobs some are timed whole.
    const jobs = await Promise.all([1, 2, 3].map(() => net.submit(net.account("rita"), PROGRAMS.answer)));
    for (const { key } of jobs) await net.until(key, ({ state }) => state === "settled");
  }, PATIENT);
  afterAll(async () => {
    await net?.close();
    await servers?.remove();
  }, PATIENT);
  beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(net.logs())));

  it("have one leader for each role", async () => {
    const leaders = await told("qubix_leader");
    for (const role of [...REST, "webhooks"]) expect(leaders.get(`{role="${role}"}`), role).toBe(1);
  });

  it("count each change of a job once, whoever makes it", async () => {
    const moves = await told("qubix_jobs_transitions_total");
    const settled = [...moves].filter(([labels]) => labels.includes('to="settled"'));
    expect(settled.reduce((sum, [, count]) => sum + count, 0)).toBe(3);
    expect((await told("qubix_jobs_submitted_total")).get('{kind="wasm",outcome="created"}')).toBe(3);
    expect((await told("qubix_jobs_to_settled_seconds_count")).get("")).toBe(3);
  });

  it("time stages that begin in one and end in another", async () => {
    const counts = await told("qubix_jobs_stage_seconds_count");
    const seen = STAGES.filter((stage) => (counts.get(`{stage="${stage}"}`) ?? 0) > 0);
    expect(seen.length, JSON.stringify([...counts])).toBeGreaterThanOrEqual(STAGES.length - 2);
  });

  it("are ready, each on its own address, whatever its role", async () => {
    for (const [program, url] of net.local.metrics) {
      let answer = await fetch(`${url}/readyz`);
      while (answer.status !== 200) {
        await sleep(100);
        answer = await fetch(`${url}/readyz`);
      }
      const { checks } = (await answer.json()) as { checks: Record<string, string> };
      if (program.startsWith("hub"))
        expect(Object.keys(checks).sort(), program).toEqual(["chain", "database", servers.urls ? "redis" : "live"]);
    }
  });
});
