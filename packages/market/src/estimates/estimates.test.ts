import type { JobSpec } from "@qubix/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bookWith, demand, machine, PROGRAM, UNKNOWN } from "../testing/offers.ts";
import { expectRun } from "./estimate-run.ts";
import { nameProviders } from "./name-providers.ts";
import { addValue, mergeSketches, type QuantileSketch, quantile, sizeOf } from "./quantile-sketch.ts";
import { hardwareClass, learn, type RunStatistics } from "./run-statistics.ts";
import { chargeAt, rowAt, surveyOffers } from "./survey-offers.ts";

const sketchOf = (values: readonly number[]) => values.reduce<QuantileSketch>(addValue, {});

describe("sketches", () => {
  it("tell quantiles to within five per cent", () => {
    const values = fc.array(fc.integer({ min: 1, max: 1_000_000_000 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(values, fc.constantFrom(0.05, 0.5, 0.9, 0.95), (all, fraction) => {
        const exact = all.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(fraction * all.length) - 1)]!;
        expect(quantile(sketchOf(all), fraction)! / exact).toBeGreaterThan(0.95);
        expect(quantile(sketchOf(all), fraction)! / exact).toBeLessThan(1.06);
      }),
    );
  });

  it("are moved by no single liar, stay small, and forget what is old", () => {
    const honest = sketchOf([...Array(99).fill(1_000), 1e15]);
    expect(quantile(honest, 0.95)! / 1_000).toBeCloseTo(1, 1);
    const changed = [...Array(5_000).fill(10), ...Array(1_500).fill(1_000)].reduce<QuantileSketch>(addValue, {});
    expect(sizeOf(changed)).toBeLessThanOrEqual(1_000);
    expect(quantile(changed, 0.5)! / 1_000).toBeCloseTo(1, 1);
    expect(quantile({}, 0.5)).toBeUndefined();
  });

  it("can be merged in any order", () => {
    const values = fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 100 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(mergeSketches(sketchOf(a), sketchOf(b))).toEqual(mergeSketches(sketchOf(b), sketchOf(a)));
        expect(mergeSketches(sketchOf(a), sketchOf(b))).toEqual(sketchOf([...a, ...b]));
      }),
    );
  });
});

describe("expected runs", () => {
  const spec = {
    ...{ version: 1, kind: "wasm", program: { digest: PROGRAM, size: 8 }, arguments: [], environment: {}, inputs: [] },
    ...{ limits: { fuel: "1000000", memoryMiB: 64, wallSeconds: 100, outputBytes: 0 }, seal: "00".repeat(32) },
  } as JobSpec;
  const after = (scope: string, runs: number, measures: Parameters<typeof learn>[1]["measures"]): RunStatistics =>
    Array.from({ length: runs }).reduce<RunStatistics>((row) => learn(row, { measures }), {
      ...{ scope, hardware: "any", runs: 0, sketches: {} },
    });

  it("rest on the program's own runs, else on the kind's, else on the limits", () => {
    const own = after(`program:${PROGRAM}`, 12, { wallMs: 5_000, fuel: 1_000 });
    const kind = after("kind:wasm", 40, { share: 200 });
    expect(expectRun(spec, PROGRAM, [own, kind])).toMatchObject({
      confidence: { level: "medium", basis: "program", runs: 12 },
    });
    expect(expectRun(spec, PROGRAM, [own, kind]).p50Ms / 5_000).toBeCloseTo(1, 1);
    expect(Number(expectRun(spec, PROGRAM, [own, kind]).fuel!.p95) / 1_000).toBeCloseTo(1, 1);
    expect(expectRun(spec, PROGRAM, [kind]).confidence).toEqual({ level: "low", basis: "kind", runs: 40 });
    expect(expectRun(spec, PROGRAM, [kind]).p50Ms / 20_000).toBeCloseTo(1, 1);
    expect(expectRun(spec, PROGRAM, [])).toEqual({
      ...{ p50Ms: 100_000, p95Ms: 100_000, fuel: { p50: 1_000_000n, p95: 1_000_000n } },
      confidence: { level: "none", basis: "limits", runs: 0 },
    });
  });

  it("never exceed the limits", () => {
    const own = after(`program:${PROGRAM}`, 5, { wallMs: 1e9, fuel: 1e18 });
    expect(expectRun(spec, PROGRAM, [own])).toMatchObject({ p95Ms: 100_000, fuel: { p95: 1_000_000n } });
  });

  it("know hardware by powers of two of its speed", () => {
    expect([undefined, 0, 1, 500, 512, 1023].map((speed) => hardwareClass({ speed }))).toEqual([
      ...["any", "any", "speed-1", "speed-256", "speed-512", "speed-512"],
    ]);
  });
});

describe("a survey of offers", () => {
  it("counts busy offers as matching, and sorts by price", () => {
    const book = bookWith(
      [{ minPrice: 300n }, {}],
      [{ minPrice: 100n }, { slots: 1 }],
      [{ minPrice: 5_000n }, {}],
      [{ paused: true }, {}],
    );
    book.setHeld(1, "m", { runs: 1, memoryMiB: 0, locks: 0 });
    const survey = surveyOffers(book, demand());
    expect(survey).toMatchObject({ offers: 4, matching: 2, free: 1, providers: 2 });
    expect(survey.reasons).toEqual({ "price-above-cap": 1, "provider-paused": 1 });
    expect([...survey.rows]).toEqual([0, 1, 2]);
    expect([0, 0.5, 0.9].map((fraction) => rowAt(survey, fraction))).toEqual([1, 0, 2]);
    expect(rowAt(surveyOffers(bookWith(), demand()), 0.5)).toBeUndefined();
    expect(chargeAt(book, 0, demand(), { wallMs: 1 })).toBe(300n);
  });

  it("tells the row at any part of the prices, the first of equal ones first", () => {
    const prices = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(prices, fc.double({ min: 0, max: 1, noNaN: true }), (asked, fraction) => {
        const book = bookWith(...asked.map((price) => [{ minPrice: BigInt(price) }, {}] as [object, object]));
        const sorted = asked.map((_, row) => row).toSorted((a, b) => asked[a]! - asked[b]! || a - b);
        const expected = sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)];
        expect(rowAt(surveyOffers(book, demand()), fraction)).toBe(expected);
      }),
    );
  });
});

describe("providers named in an estimate", () => {
  const named = (book: ReturnType<typeof bookWith>, changes: Parameters<typeof demand>[0] = {}, limit = 10) =>
    nameProviders(book, surveyOffers(book, demand(changes)), limit);

  it("are the cheapest first, then the better one, with their machines counted", () => {
    const book = bookWith(
      [{ minPrice: 300n }, {}],
      [{ minPrice: 100n, reputation: UNKNOWN }, { slots: 1 }],
      [{ minPrice: 100n }, {}],
      [{ minPrice: 5_000n }, {}],
    );
    book.setHeld(1, "m", { runs: 1, memoryMiB: 0, locks: 0 });
    book.putMachine(0, machine({ id: "second" }));
    book.setOnline(0, "second", true);
    book.putMachine(0, machine({ id: "third" }));
    expect(named(book)).toEqual({
      takers: [
        { provider: 2, row: 2, machines: 1, free: 1 },
        { provider: 1, row: 1, machines: 1, free: 0 },
        { provider: 0, row: 0, machines: 2, free: 2 },
      ],
      passedOver: [{ provider: 3, row: 3, misses: ["price-above-cap"] }],
    });
  });

  it("are told by their nearest machine why not, those first that miss by little", () => {
    const book = bookWith(
      [{}, { memoryMiB: 64 }],
      [{ paused: true }, { memoryMiB: 64 }],
      [{ minPrice: 5_000n }, { region: "eu" }],
      [{}, { kinds: ["onnx"] }],
    );
    book.putMachine(0, machine({ id: "large" }));
    book.setOnline(3, "m", false);
    expect(named(book, { region: "eu" }).passedOver).toEqual([
      { provider: 2, row: 2, misses: ["price-above-cap"] },
      { provider: 0, row: 0, misses: ["memory-too-small", "region-differs"] },
      { provider: 1, row: 1, misses: ["memory-too-small", "region-differs", "provider-paused"] },
      { provider: 3, row: 3, misses: ["offline", "kind-unsupported", "region-differs"] },
    ]);
  });

  it("begin with those that the job names", () => {
    const book = bookWith([{}, {}], [{}, {}], [{}, {}]);
    book.setOnline(2, "m", false);
    expect(named(book, { ownList: [2] }).passedOver.map(({ provider }) => provider)).toEqual([2, 0, 1]);
  });

  it("are no more than asked for, whatever stands in the book", () => {
    const minPrice = fc.integer({ min: 1, max: 2_000 });
    fc.assert(
      fc.property(fc.array(minPrice, { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (asked, limit) => {
        const book = bookWith(...asked.map((price) => [{ minPrice: BigInt(price) }, {}] as [object, object]));
        const { takers, passedOver } = named(book, {}, limit);
        const cheap = asked.filter((price) => price <= 1_000).toSorted((a, b) => a - b);
        expect(takers.map(({ row }) => asked[row])).toEqual(cheap.slice(0, limit));
        expect(passedOver).toHaveLength(Math.min(limit, asked.length - cheap.length));
      }),
    );
  });
});
