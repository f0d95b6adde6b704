import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { E2eNetwork } from "../support/e2e-network.ts";
import { PROGRAMS } from "../support/wasi-program.ts";
import { OtlpReceiver, type ReceivedSpan } from "./otlp-receiver.ts";

describe("a job's trace, from the API call to the settlement, across processes", () => {
  let receiver: OtlpReceiver;
  let net: E2eNetwork;
  let key: string;
  let spans: ReceivedSpan[];

  const all = (name: string) => spans.filter((span) => span.name === name);
  const one = (name: string) => {
    const [found] = all(name);
    if (!found) throw new Error(`no span ${name} among ${spans.map((span) => span.name).join(", ")}`);
    return found;
  };
  const above = (span: ReceivedSpan) => spans.find(({ spanId }) => spanId === span.parent)?.name;

  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
    net = await E2eNetwork.start({
      observed: { traces: receiver.url },
      accounts: { rita: 1_000_000n },
      providers: [{ name: "anna", stake: 5_000_000n, minPrice: 3_000n, capacity: 2 }],
    });
    const job = await net.submit(net.account("rita"), PROGRAMS.answer);
    key = job.key;
    await net.until(key, ({ state }) => state === "settled");
    const isHere = (name: string) => receiver.spans.some((span) => span.name === name && about(span) === key);
    await net.eventually(
      async () => isHere("settle") && isHere("attempt") && isHere("reveal"),
      () => receiver.spans.map(({ service, name }) => `${service} ${name}`).join("\n"),
    );
    spans = receiver.spans.filter(({ traceId }) => traceId === traceOf(receiver.spans, key));
  }, 180_000);
  afterAll(async () => {
    await net?.close();
    await receiver?.close();
  });

  it("is one, and begins with the submission", () => {
    const ofJob = receiver.spans.filter((span) => about(span) === key);
    expect(new Set(ofJob.map(({ traceId }) => traceId)).size).toBe(1);
    expect(one("submit")).toMatchObject({ service: "qubix-hub", parent: "" });
    expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(["qubix-hub", "qubix-agent"]));
  });

  it("has each stage of the hub below the submission, one after the other", () => {
    // A hub that sees two steps of the chain at once, or hears of a run before the bundle, passes over what lies between.
    const passed = ["assign", "authorize", "start"].filter((name) => all(name).length > 0);
    expect(passed).not.toEqual([]);
    for (const name of ["fund", "match", ...passed, "settle", "project"]) {
      expect(one(name).service, name).toBe("qubix-hub");
      expect(above(one(name)), name).toBe("submit");
    }
    const begun = ["submit", "match", ...passed, "settle"].map((name) => one(name).from);
    expect(begun).toEqual([...begun].sort((a, b) => a - b));
    for (const { from, to } of spans) expect(to).toBeGreaterThanOrEqual(from);
  });

  it("goes on in the agent: the attempt below the submission, its steps below the attempt", () => {
    expect(one("attempt").service).toBe("qubix-agent");
    expect(above(one("attempt"))).toBe("submit");
    expect(one("attempt").attributes).toMatchObject({ "qubix.attempt": 1, "qubix.outcome": "revealed" });
    for (const name of ["verify", "fetch", "run", "seal", "upload"]) {
      expect(one(name).service, name).toBe("qubix-agent");
      expect(above(one(name)), name).toBe("attempt");
    }
    for (const name of ["commit", "reveal"]) expect(all(name).map(above), name).toContain("attempt");
  });

  it("comes back to the hub: what the agent asks lies below the step that asks", () => {
    // Results go in one request for many attempts, which belongs to no single job's trace.
    expect(one("api getBlob")).toMatchObject({ service: "qubix-hub" });
    expect(above(one("api getBlob"))).toBe("fetch");
    expect(above(one("api agentBundle"))).toBe("verify");
  });

  it("is named in the log lines of both", () => {
    const { traceId } = one("submit");
    for (const program of ["hub", "agent-anna"]) {
      const lines = readFileSync(join(net.local.logs, `${program}.log`), "utf8").split("\n");
      expect(
        lines.some((line) => line.includes(`"trace_id":"${traceId}"`)),
        program,
      ).toBe(true);
    }
  });

  it("and the logs of all programs are JSON that shows no seed", () => {
    const folder = join(net.folder);
    const seeds = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".seed") || file.includes("seed"))
      .flatMap((file) => readSeed(join(folder, file)));
    expect(seeds.length).toBeGreaterThan(1);
    for (const file of readdirSync(net.local.logs)) {
      const text = readFileSync(join(net.local.logs, file), "utf8");
      for (const seed of seeds) expect(text.includes(seed), file).toBe(false);
      const lines = text.split("\n").filter((line) => line !== "");
      const said = lines.map((line) => JSON.parse(line)).filter(({ ready }) => ready !== true);
      for (const line of said)
        expect(line, file).toMatchObject({
          time: expect.any(String),
          level: expect.stringMatching(/^(error|warn|info|debug)$/),
          service: expect.any(String),
          version: expect.any(String),
          instance: expect.any(String),
          message: expect.any(String),
        });
    }
  });
});

function about({ attributes }: ReceivedSpan): unknown {
  return attributes["qubix.job_key"];
}

function traceOf(spans: readonly ReceivedSpan[], key: string): string | undefined {
  return spans.find((span) => about(span) === key)?.traceId;
}

function readSeed(file: string): string[] {
  try {
    const text = readFileSync(file, "utf8").trim();
    return /^[a-z]{55}$/.test(text) ? [text] : [];
  } catch {
    return [];
  }
}
