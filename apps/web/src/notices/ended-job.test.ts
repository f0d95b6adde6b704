import type { LiveNews } from "@qubix/client";
import { expect, it } from "vitest";
import { endedJob } from "./ended-job.ts";

const key = "ab".repeat(32);
const news = (body: object): LiveNews =>
  ({
    type: "account-event",
    identity: "A".repeat(60),
    event: { type: "job", seq: 1, time: 1, key, jobSeq: 1, body },
  }) as LiveNews;

it("only the end of a job is told", () => {
  expect(endedJob(news({ type: "state", state: "settled" }))).toEqual({ key, state: "settled" });
  expect(endedJob(news({ type: "state", state: "running" }))).toBeUndefined();
  expect(endedJob(news({ type: "log", attempt: 1, from: 0, to: 1 }))).toBeUndefined();
  expect(endedJob({ type: "subscribed", channel: "network", from: 0 })).toBeUndefined();
});
