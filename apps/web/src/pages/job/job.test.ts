import { encodeNpy, tensorOf } from "@qubix/client/onnx";
import type { JobDocument, JobEvent, ReceiptDocument } from "@qubix/protocol";
import { describe, expect, it } from "vitest";
import { actionsFor } from "./job-actions.ts";
import { LogAssembler, logFileText, plainText } from "./logs/log-text.ts";
import { paymentsOf, totalOf } from "./payments.ts";
import { shownAs } from "./result/artifact-kind.ts";
import { timelineOf } from "./timeline.ts";
import { thinned, usageSeriesOf } from "./usage-series.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const event = (time: number, body: JobEvent["body"]): JobEvent => ({ seq: time, time, body });
const state = (time: number, name: JobDocument["state"], tick?: number) =>
  event(time, { type: "state", state: name, ...(tick !== undefined && { tick }) });
const transaction = (procedure: string, at: "signed" | "effect") =>
  ({ id: procedure, procedure, tick: 7, state: at, updatedAt: 1 }) as JobDocument["transactions"][number];

describe("timelineOf", () => {
  const job = { createdAt: 1, transactions: [transaction("CreateJob", "effect"), transaction("CreateJob", "signed")] };

  it("shows what was, what is and what will be, with the transactions that prove it", () => {
    const steps = timelineOf({ ...job, state: "assigned" }, [state(2, "funded", 10), state(5, "assigned", 12)]);
    expect(steps.map(({ standing }) => standing).slice(0, 6)).toEqual([
      "done",
      "done",
      "skipped",
      "current",
      "ahead",
      "ahead",
    ]);
    expect(steps[1]).toMatchObject({ time: 2, tick: 10, transactions: [{ state: "effect" }] });
    expect(steps).toHaveLength(10);
  });

  it("is done at its end, and says why it ended", () => {
    const steps = timelineOf({ ...job, state: "settled", closeReason: "verified" }, [state(9, "settled", 20)]);
    expect(steps.at(-1)).toMatchObject({ standing: "done", closeReason: "verified", time: 9 });
  });

  it("ends where a job ended early", () => {
    const steps = timelineOf({ ...job, state: "expired", closeReason: "expired" }, [
      state(2, "funded"),
      state(9, "expired"),
    ]);
    expect(steps.map(({ name }) => name)).toEqual(["submitted", "funded", "expired"]);
    expect(steps.at(-1)).toMatchObject({ standing: "bad", closeReason: "expired" });
  });

  it("keeps the first time of a state that came twice", () => {
    const [, funded] = timelineOf({ ...job, state: "matched" }, [
      state(2, "funded"),
      state(3, "matched"),
      state(8, "funded"),
    ]);
    expect(funded!.time).toBe(2);
  });
});

describe("usageSeriesOf", () => {
  const progress = (time: number, attempt: number, metrics: object) =>
    event(time, { type: "progress", attempt, phase: "running", metrics });

  it("makes shares of a core of milliseconds, run by run", () => {
    const series = usageSeriesOf([
      progress(1000, 1, { cpuMs: 0, memoryMiB: 10 }),
      progress(2000, 1, { cpuMs: 500, memoryMiB: 20, cost: "12" }),
      progress(2000, 2, { cpuMs: 9000 }),
      progress(3000, 1, { cpuMs: 0 }),
    ]);
    expect(series.get(1)).toEqual([
      { time: 1000, memoryMiB: 10 },
      { time: 2000, cpu: 0.5, memoryMiB: 20, cost: 12 },
    ]);
    expect(series.has(2)).toBe(false);
  });

  it("is thinned without losing its ends", () => {
    const points = Array.from({ length: 1000 }, (_, time) => ({ time, cpu: 1 }));
    const thin = thinned(points, 100);
    expect([thin.length, thin[0]!.time, thin.at(-1)!.time]).toEqual([100, 0, 999]);
  });
});

describe("logs", () => {
  it("lose what terminals act on, and nothing else", () => {
    expect(plainText("\x1b[31mred\x1b[0m \x1b]8;;http://evil\x07link\x1b]8;;\x07 <b>&amp;</b>\tend")).toBe(
      "red link <b>&amp;</b>\tend",
    );
    expect(plainText("safe\u202egnp.exe\u202c")).toBe("safegnp.exe");
    expect(plainText("10 %\r 50 %\r100 %\nnext\r\n")).toBe("100 %\nnext\n");
    expect(plainText("\x1b[2J\x1b[H\x9b31mx")).toBe("31mx");
  });

  it("are put together from pieces that end anywhere", () => {
    const log = new LogAssembler();
    const euro = bytes("5 €\nnext");
    const add = (from: number, to?: number, time = 1) =>
      log.add(1, { stream: "stdout", time, bytes: euro.subarray(from, to) }).map(({ text }) => text);
    expect(add(0, 3)).toEqual([]);
    expect(log.add(1, { stream: "stderr", time: 2, bytes: bytes("oops\n") })).toMatchObject([{ text: "oops" }]);
    expect(add(3, 7, 5)).toEqual(["5 €"]);
    expect(add(7)).toEqual([]);
    expect(log.unfinished).toEqual([{ attempt: 1, stream: "stdout", time: 5, text: "next" }]);
    expect(logFileText(log.unfinished)).toBe("next\n");
  });
});

describe("shownAs", () => {
  it("goes by the bytes", () => {
    expect(shownAs("x.txt", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa]))).toEqual({
      kind: "image",
      type: "image/png",
    });
    const npy = encodeNpy(tensorOf("int64", [1], [7n]));
    expect(shownAs("digit.npy", npy)).toMatchObject({ kind: "tensor", tensor: { shape: [1] } });
    expect(shownAs("x", Uint8Array.from([0, 1, 2]))).toEqual({ kind: "binary" });
    expect(shownAs("x.npy", Uint8Array.from([0xff, 0xfe]))).toEqual({ kind: "binary" });
  });

  it("never takes markup for anything but text", () => {
    for (const path of ["x.svg", "x.html", "x.png", "x"])
      expect(shownAs(path, bytes("<svg onload=alert(1)>"))).toMatchObject({ kind: "text" });
  });

  it("makes tables of separated values and of records", () => {
    expect(shownAs("t.csv", bytes('a,b\r\n1,"x, ""y""\nz"\n'))).toMatchObject({
      kind: "table",
      columns: ["a", "b"],
      rows: [["1", 'x, "y"\nz']],
    });
    expect(shownAs("t.csv", bytes("a,b\n1,2,3\n4,5\n"))).toMatchObject({ kind: "text" });
    expect(shownAs("t.csv", bytes("a,b\n1,\n"))).toMatchObject({ rows: [["1", ""]] });
    expect(shownAs("t.json", bytes('[{"a":1},{"b":null}]'))).toMatchObject({
      columns: ["a", "b"],
      rows: [
        ["1", ""],
        ["", ""],
      ],
    });
    expect(shownAs("t.json", bytes('{"a":[1]}'))).toMatchObject({ kind: "json" });
    expect(shownAs("t.json", bytes("{"))).toMatchObject({ kind: "text" });
    const many = `a,b\n${"1,2\n".repeat(500)}`;
    expect(shownAs("t.csv", bytes(many))).toMatchObject({ kind: "table", isCut: true });
  });

  it("cuts long texts, also within a character", () => {
    const text = shownAs("x", bytes(`a${"€".repeat(200_000)}`));
    expect(text).toMatchObject({ kind: "text", isCut: true });
  });
});

it("every QU of a receipt went to somebody", () => {
  const receipt = {
    runs: [
      { provider: 1, attempt: 1, outcome: "paid-majority", paid: "100", slashed: "0" },
      { provider: 2, attempt: 2, outcome: "odd-one-out", paid: "0", slashed: "50" },
    ],
    ...{ royaltyPaid: "10", hubPaid: "0", burned: "3", toShareholders: "2", refunded: "85" },
  } as ReceiptDocument;
  const payments = paymentsOf(receipt);
  expect(payments.map(({ to }) => to)).toEqual([
    "provider",
    "provider",
    "creator",
    "burned",
    "shareholders",
    "requester",
  ]);
  expect(totalOf(payments)).toBe(200n);
});

describe("actionsFor", () => {
  const job = { requester: "ME", slot: 1, deadline: 100, replicas: 1, attempts: [] };
  const at = (change: object, who: string | undefined = "ME", tick = 50) =>
    Object.entries(actionsFor({ ...job, ...change } as never, who, tick))
      .filter(([, can]) => can)
      .map(([name]) => name);

  it("are the requester's, by the job's state", () => {
    expect(at({ state: "funded" })).toEqual(["cancel", "topUp"]);
    expect(at({ state: "running", attempts: [{ state: "committed" }] })).toEqual(["topUp"]);
    expect(at({ state: "decided", windowEnds: 60 })).toEqual(["accept"]);
    expect(at({ state: "settled" })).toEqual([]);
    expect(at({ state: "submitted", slot: undefined })).toEqual([]);
  });

  it("are anybody's once the time has passed", () => {
    expect(at({ state: "funded" }, "ELSE")).toEqual([]);
    expect(at({ state: "funded" }, "ELSE", 101)).toEqual(["claim"]);
    expect(at({ state: "decided", windowEnds: 60 }, "ELSE", 61)).toEqual(["claim"]);
    expect(actionsFor({ ...job, state: "funded" } as never, undefined, 101).claim).toBe(false);
  });
});
