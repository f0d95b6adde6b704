import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { E2eNetwork } from "../support/e2e-network.ts";
import { PROGRAMS } from "../support/wasi-program.ts";
import { alertNames, dashboards, deployed } from "./deploy-files.ts";
import { familyOf, metricNames } from "./prom-ql.ts";
import { check, type Page, Watchers } from "./watchers.ts";

interface Rule {
  type: "alerting" | "recording";
  name: string;
  query: string;
  health: string;
}

describe("the files of deploy/, checked by the programs that read them", () => {
  const rules = ["alerts", "recording"].map((name) => deployed(`prometheus/rules/${name}.yml`));

  it("Prometheus' configuration and rules", async () => {
    expect(await check("promtool", "check", "config", deployed("prometheus/prometheus.yml"))).toContain("SUCCESS");
    expect(await check("promtool", "check", "rules", ...rules)).toContain(`${alertNames().length} rules found`);
  });

  it("the rules' own tests", async () => {
    expect(await check("promtool", "test", "rules", deployed("prometheus/tests/rules.test.yml"))).toContain("SUCCESS");
  });

  it("Alertmanager's configuration, and whom it wakes", async () => {
    const config = deployed("alertmanager/alertmanager.yml");
    expect(await check("amtool", "check-config", config)).toContain("SUCCESS");
    const routed = (severity: string) =>
      check("amtool", "config", "routes", "test", `--config.file=${config}`, `severity=${severity}`);
    expect(await routed("page")).toContain("pagerduty-high");
    expect(await routed("warning")).toContain("pagerduty-low");
  });
});

describe("a local network under a real Prometheus", () => {
  let net: E2eNetwork;
  let folder: string;
  let watchers: Watchers;

  const value = async (query: string): Promise<number | undefined> => {
    const { result } = await watchers.ask<{ result: { value: [number, string] }[] }>(
      `query?query=${encodeURIComponent(query)}`,
    );
    return result[0] && Number(result[0].value[1]);
  };
  const until = (query: string, wish: (value: number | undefined) => boolean) => {
    let last: number | undefined;
    return net.eventually(
      async () => {
        last = await value(query);
        return wish(last);
      },
      () => `${query} is ${last}\n${watchers.output()}`,
    );
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "qubix-watchers-"));
    net = await E2eNetwork.start({
      observed: {},
      hubTimes: { heartbeatMs: 500, lostAfterMs: 4_000, haltedAfterMs: 5_000 },
      accounts: { rita: 1_000_000n },
      providers: [{ name: "anna", stake: 5_000_000n, minPrice: 3_000n, capacity: 2 }],
    });
    const targets: Record<string, string[]> = {};
    for (const [program, url] of net.local.metrics) {
      const job = program.split(" ")[0]!;
      targets[job] = [...(targets[job] ?? []), url];
    }
    watchers = await Watchers.start(folder, targets);
    const { key } = await net.submit(net.account("rita"), PROGRAMS.answer);
    await net.until(key, ({ state }) => state === "settled");
  }, 240_000);
  afterAll(async () => {
    await watchers?.close();
    await net?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(({ onTestFailed }) => onTestFailed(() => console.error(net?.logs())));

  it("scrapes every program", async () => {
    for (const job of ["hub", "agent", "oc-machine", "devnet"]) await until(`up{job="${job}"}`, (up) => up === 1);
  });

  it("sees the job that went through", async () => {
    await until('sum(qubix_jobs_transitions_total{to="settled"})', (count) => count === 1);
    await until('sum(qubix_jobs_submitted_total{outcome="created"})', (count) => count === 1);
    await until('qubix_jobs_closed_total{reason="unchallenged"}', (count) => count === 1);
    await until('sum(qubix_agent_attempts_ended_total{outcome="revealed"})', (count) => count === 1);
    await until("qubix_agent_earned_qu_total", (count) => count === 3_000);
    await until('qubix_money_paid_qu_total{to="provider"}', (paid) => paid !== undefined && paid > 0);
    await until('sum(qubix_oc_bundles_total{outcome="verified"})', (count) => count !== undefined && count >= 1);
    await until("qubix_bundles_signatures_verified_total", (count) => count !== undefined && count >= 451);
    await until("qubix_money_bond_qu", (bond) => bond !== undefined && bond > 0);
    for (const role of ["watcher", "matcher", "dispatcher", "worker"])
      await until(`qubix_leader{role="${role}"}`, (leads) => leads === 1);
    // A busy hub projects several ticks at once, and a job then skips what lies between.
    for (const stage of ["funded", "matched", "settled"])
      await until(`qubix_jobs_stage_seconds_count{stage="${stage}"}`, (count) => count === 1);
    await until('qubix_jobs_stage_ticks_count{stage="settled"}', (count) => count === 1);
  });

  it("every metric that a dashboard or a rule names is told by a program, or recorded", async () => {
    const told = await watchers.ask<{ metric: string }[]>("targets/metadata");
    const { groups } = await watchers.ask<{ groups: { rules: Rule[] }[] }>("rules");
    const rules = groups.flatMap(({ rules }) => rules);
    const known = new Set([
      ...told.map(({ metric }) => metric),
      ...rules.filter(({ type }) => type === "recording").map(({ name }) => name),
      "up",
    ]);
    const queries = [
      ...rules.map(({ name, query }) => [name, query] as const),
      ...dashboards().flatMap(({ title, panels }) =>
        panels.flatMap((panel) => (panel.targets ?? []).map(({ expr }) => [`${title}: ${panel.title}`, expr] as const)),
      ),
    ];
    const unknown = queries.flatMap(([where, query]) =>
      metricNames(query)
        .filter((name) => !known.has(name) && !known.has(familyOf(name)))
        .map((name) => `${name} (${where})`),
    );
    expect(unknown).toEqual([]);
    for (const [where, query] of queries)
      await expect(watchers.ask(`query?query=${encodeURIComponent(query)}`), where).resolves.toBeDefined();
  });

  it("no label has a job's key, an identity or an address in it", async () => {
    const series = await watchers.ask<Record<string, string>[]>('series?match[]={__name__=~"qubix_.*"}');
    expect(series.length).toBeGreaterThan(100);
    for (const { instance: _, ...labels } of series)
      for (const text of Object.values(labels)) {
        expect(text).not.toMatch(/[0-9a-f]{16}|[A-Z]{30}|[a-z]{55}|\d+\.\d+\.\d+\.\d+|:\d{2,5}/);
        expect(text.length).toBeLessThan(64);
      }
  });

  it("all rules load and can be evaluated", async () => {
    const rules = async () => {
      const { groups } = await watchers.ask<{ groups: { rules: Rule[] }[] }>("rules");
      return groups.flatMap(({ rules }) => rules);
    };
    const alerting = (await rules()).filter(({ type }) => type === "alerting");
    expect(alerting.map(({ name }) => name).sort()).toEqual(alertNames().sort());
    await net.eventually(async () => (await rules()).every(({ health }) => health === "ok"));
  });

  it("a chain that stands still wakes somebody up: through Alertmanager to PagerDuty", async () => {
    await net.local.children.kill("devnet");
    await until("max(qubix_chain_halted)", (halted) => halted === 1);
    const isHalted = ({ payload }: Page) => payload.class === "QubixChainHalted";
    await net.eventually(
      async () => watchers.pages.some(isHalted),
      () => `${JSON.stringify(watchers.pages)}\n${watchers.output()}`,
    );
    const page = watchers.pages.find(isHalted)!;
    expect(page).toMatchObject({ event_action: "trigger", payload: { severity: "critical" } });
    expect(page.routing_key).toBe("0123456789abcdef0123456789abcdef");
    expect(page.payload.custom_details.runbook).toBe("docs/runbook.md#qubixchainhalted");

    let ready: unknown;
    await net.eventually(async () => {
      const response = await fetch(`${net.local.hub.url}/readyz`);
      ready = await response.json();
      return response.status === 503;
    });
    expect(ready).toMatchObject({ ready: false, checks: { database: "ok", chain: "none of 1 nodes answers" } });
    expect((await fetch(`${net.local.hub.url}/healthz`)).status).toBe(200);
  });
});
