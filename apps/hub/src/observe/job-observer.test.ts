import { Registry, type Span, type Tracer } from "@qubix/observe";
import type { FeedEvent } from "@qubix/store";
import { beforeEach, expect, test } from "vitest";
import { JobObserver } from "./job-observer.ts";
import { createMetrics } from "./metrics.ts";

const TRACE = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
const KEY = "cd".repeat(32);

let registry: Registry;
let observer: JobObserver;
let spans: { name: string; parent: string | undefined; from: number | undefined; to: number | undefined }[];
let tick: number;

/** Spans, kept instead of sent. */
const kept: Tracer = {
  on: true,
  start(name, { parent, startedAt } = {}): Span {
    const span = { name, parent, from: startedAt, to: undefined as number | undefined };
    spans.push(span);
    return {
      traceparent: parent,
      set: () => {},
      end: (_error, at) => {
        span.to = at;
      },
    };
  },
  close: async () => {},
};

beforeEach(() => {
  registry = new Registry();
  spans = [];
  tick = 100;
  observer = new JobObserver({ metrics: createMetrics(registry).jobs, tracer: kept, tick: () => tick });
});

type Body = FeedEvent["body"] & { type: "state" };
const event = (time: number, body: Omit<Body, "type">): FeedEvent => ({
  ...{ jobKey: KEY, requester: "R".repeat(60), isPublic: true, createdAt: 1_000, traceparent: TRACE, seq: 1, time },
  body: { type: "state", ...body },
});
const told = (name: string) => registry.getSingleMetricAsString(name);

test("a stage is timed from the one before, in seconds and in ticks", async () => {
  observer.committed([event(1_000, { state: "submitted" })]);
  tick = 112;
  observer.committed([event(3_000, { state: "funded", previous: "submitted" })]);
  tick = 115;
  observer.committed([event(3_500, { state: "matched", previous: "funded" })]);
  expect(await told("qubix_jobs_stage_seconds")).toContain('qubix_jobs_stage_seconds_sum{stage="funded"} 2\n');
  expect(await told("qubix_jobs_stage_seconds")).toContain('qubix_jobs_stage_seconds_sum{stage="matched"} 0.5\n');
  expect(await told("qubix_jobs_stage_ticks")).toContain('qubix_jobs_stage_ticks_sum{stage="funded"} 12\n');
  expect(await told("qubix_jobs_transitions_total")).toContain('{from="funded",to="matched"} 1');
  expect(spans).toEqual([
    { name: "fund", parent: TRACE, from: 1_000, to: 3_000 },
    { name: "match", parent: TRACE, from: 3_000, to: 3_500 },
  ]);
});

test("what another process did is timed from, once it was heard of; what nobody saw is not guessed", async () => {
  observer.committed([event(9_000, { state: "assigned", previous: "matched" })]);
  expect(await told("qubix_jobs_stage_seconds")).not.toContain("assigned");
  observer.heard(KEY, "authorized", 10_000);
  observer.committed([event(14_000, { state: "running", previous: "authorized" })]);
  expect(await told("qubix_jobs_stage_seconds")).toContain('qubix_jobs_stage_seconds_sum{stage="running"} 4\n');
  expect(await told("qubix_jobs_to_running_seconds")).toContain("qubix_jobs_to_running_seconds_sum 13\n");
});

test("a step back is a change of state, but no stage", async () => {
  observer.committed([event(1_000, { state: "running", previous: "authorized" })]);
  observer.committed([event(2_000, { state: "funded", previous: "running" })]);
  expect(await told("qubix_jobs_transitions_total")).toContain('{from="running",to="funded"} 1');
  expect(await told("qubix_jobs_stage_seconds")).not.toContain('stage="funded"');
});

test("an end has its reason, and a projection its span", async () => {
  observer.committed([event(2_000, { state: "decided", previous: "revealed" })]);
  observer.projected([KEY, "ee".repeat(32)], 1_500);
  observer.committed([event(5_000, { state: "settled", previous: "decided", closeReason: "verified" })]);
  expect(await told("qubix_jobs_closed_total")).toContain('{reason="verified"} 1');
  expect(await told("qubix_jobs_to_settled_seconds")).toContain("qubix_jobs_to_settled_seconds_sum 4\n");
  expect(spans.map(({ name }) => name)).toEqual(["decide", "project", "settle"]);
});
