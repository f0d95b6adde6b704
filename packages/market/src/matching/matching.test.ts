import type { MATCH_REASONS, MachineDescription } from "@qubix/protocol";
import { PROTOCOL_VERSION } from "@qubix/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProviderRecord } from "../ports/provider-repository.ts";
import { bookWith, demand, machine, PROGRAM, RUNTIME, seeded, UNKNOWN } from "../testing/offers.ts";
import type { Demand } from "./demand.ts";
import { explainOffer } from "./explain-offer.ts";
import { findMatch } from "./find-match.ts";
import { Matchmaker } from "./matchmaker.ts";
import type { OfferBook } from "./offer-book.ts";

describe("filters", () => {
  it.each<[(typeof MATCH_REASONS)[number], Partial<ProviderRecord>, Partial<MachineDescription>, Partial<Demand>]>([
    ["version-mismatch", {}, { protocol: PROTOCOL_VERSION + 1 }, {}],
    ["kind-unsupported", {}, { kinds: ["wasm"] }, { kind: "onnx" }],
    ["runtime-missing", {}, { runtimes: [] }, { kind: "onnx", runtime: RUNTIME }],
    ["memory-too-small", {}, { memoryMiB: 256 }, {}],
    ["region-differs", {}, { region: "eu" }, { region: "us" }],
    ["provider-paused", { paused: true }, {}, {}],
    ["hub-not-accepted", { anyHub: false, hubs: [1, 2] }, {}, {}],
    ["not-on-list", {}, {}, { ownList: [7] }],
    ["stake-below-minimum", {}, {}, { minStake: 1_000_001 }],
    ["stake-exhausted", { locked: 999_950n }, {}, {}],
    ["price-above-cap", { minPrice: 1001n }, {}, {}],
    ["already-on-job", {}, {}, { onJob: [0] }],
    ["already-tried", {}, {}, { tried: [0] }],
    ["capacity-reached", { live: 4 }, {}, {}],
    ["price-above-cap", {}, { asks: { perRun: "1001" } }, {}],
    ["price-above-cap", {}, { asks: { perCoreSecond: "101" } }, {}],
    ["price-above-cap", {}, { asks: { perGiBSecond: "201" } }, {}],
    ["price-above-cap", {}, { asks: { perGigaFuel: "1001" } }, {}],
    ["price-above-cap", {}, { asks: { models: { [PROGRAM]: "1001" } } }, {}],
  ])("pass over for %s", (reason, p, m, d) => {
    const book = bookWith([p, m]);
    const result = findMatch(book, demand(d), seeded(1));
    expect(result.index).toBeUndefined();
    expect(result.reasons).toEqual({ [reason]: 1 });
    expect(result.nearest).toMatchObject([{ provider: 0, machine: "m", misses: [reason] }]);
    expect(explainOffer(book, 0, demand(d))).toEqual([reason]);
  });

  it("know offline and busy machines", () => {
    const book = bookWith([{}, {}], [{}, {}]);
    book.setOnline(0, "m", false);
    book.setHeld(1, "m", { runs: 2, memoryMiB: 0, locks: 0 });
    expect(findMatch(book, demand(), seeded(1)).reasons).toEqual({ offline: 1, "no-free-slot": 1 });
  });

  it("accept a provider that names this hub, and the own list", () => {
    const book = bookWith([{ anyHub: false, hubs: [3] }, {}], [{}, {}]);
    expect(findMatch(book, demand({ ownList: [0] }), seeded(1)).index).toBe(0);
  });

  it("count every offer once, and show the nearest first", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ minPrice: fc.bigInt(1n, 2000n), memoryMiB: fc.constantFrom(128, 1024), paused: fc.boolean() }),
          {
            minLength: 1,
            maxLength: 40,
          },
        ),
        fc.nat(),
        (offers, seed) => {
          const book = bookWith(
            ...offers.map(({ minPrice, paused, memoryMiB }): [Partial<ProviderRecord>, Partial<MachineDescription>] => [
              { minPrice, paused },
              { memoryMiB },
            ]),
          );
          const result = findMatch(book, demand(), seeded(seed));
          const fits = offers.map((o) => !o.paused && o.memoryMiB >= 512 && o.minPrice <= 1000n);
          expect(result.fitting).toBe(fits.filter(Boolean).length);
          expect(result.fitting + Object.values(result.reasons).reduce((a, b) => a + b, 0)).toBe(offers.length);
          if (result.index === undefined) expect(result.fitting).toBe(0);
          else expect(fits[result.index]).toBe(true);
          const misses = result.nearest.map((near) => near.misses.length);
          expect(misses).toEqual(misses.toSorted((a, b) => a - b));
          expect(result.nearest).toHaveLength(Math.min(10, offers.length - result.fitting));
        },
      ),
    );
  });
});

describe("prices", () => {
  it("are what the machine asks for all that the limits allow, and at least the provider's minimum", () => {
    const asks = { perRun: "1", perCoreSecond: "2", perGiBSecond: "4", perGigaFuel: "8" };
    const book = bookWith([{ minPrice: 10n }, { asks }], [{ minPrice: 100n }, { asks }]);
    expect(book.priceAt(0, demand())).toBe(1n + 20n + 20n + 8n);
    expect(book.priceAt(1, demand())).toBe(100n);
    const own = { ...asks, models: { [PROGRAM]: "500" } };
    book.putMachine(0, machine({ asks: own }));
    expect(book.priceAt(0, demand())).toBe(548n);
    book.putMachine(0, machine({ asks }));
    expect(book.ownPrices.size).toBe(0);
  });

  it("fit exactly up to the cap, whatever rounding does to the columns", () => {
    const amount = fc.bigInt(0n, 1_000_000_000n).map(String);
    const asks = fc.record({ perRun: amount, perCoreSecond: amount, perGiBSecond: amount, perGigaFuel: amount });
    const limits = fc.record({
      memoryMiB: fc.integer({ min: 1, max: 4096 }),
      wallSeconds: fc.integer({ min: 1, max: 86_400 }),
      fuel: fc.bigInt(1n, 10n ** 13n).map(String),
    });
    fc.assert(
      fc.property(asks, limits, fc.integer({ min: -2, max: 2 }), (asked, limit, off) => {
        const book = bookWith([{ stake: 10n ** 15n, minPrice: 1n }, { asks: asked }]);
        const price = book.priceAt(0, demand({}, limit));
        fc.pre(price < 10n ** 15n);
        const priceCap = Math.max(0, Number(price) + off);
        const { index } = findMatch(book, demand({ priceCap }, limit), seeded(1));
        expect(index === 0).toBe(BigInt(priceCap) >= price);
      }),
    );
  });

  it("go as far as the cap for a run that ends there, if that pays for its beginning", () => {
    const asks = { perRun: "300", perCoreSecond: "100" };
    const book = bookWith([{}, { asks }]);
    const metered = (priceCap: number) => demand({ priceCap, endsAtLimit: true });
    expect(findMatch(book, metered(299), seeded(1)).index).toBeUndefined();
    for (const cap of [300, 1000, 1299]) {
      expect(findMatch(book, metered(cap), seeded(1)).index).toBe(0);
      expect(book.priceAt(0, metered(cap))).toBe(BigInt(cap));
    }
    expect(book.priceAt(0, metered(5000))).toBe(1300n);
  });

  it("decide more, the further apart they are", () => {
    const book = bookWith([{}, { asks: { perRun: "100" } }], [{}, { asks: { perRun: "900" } }]);
    const random = seeded(5);
    const chosen = Array.from({ length: 2000 }, () => findMatch(book, demand(), random).index);
    expect(chosen.filter((row) => row === 0).length / 2000).toBeGreaterThan(0.6);
    expect(chosen).toContain(1);
  });
});

describe("choice", () => {
  const share = (book: OfferBook, d: Demand, runs = 4000) => {
    const random = seeded(7);
    const counts = new Map<number, number>();
    for (let i = 0; i < runs; i++) {
      const { index } = findMatch(book, d, random);
      counts.set(index!, (counts.get(index!) ?? 0) + 1 / runs);
    }
    return counts;
  };

  it("prefers the better offer but never starves the other", () => {
    const bad = { ...UNKNOWN, verified: "20", oddOneOut: "50", requesters: 10 };
    const counts = share(bookWith([{ minPrice: 100n }, {}], [{ minPrice: 900n, reputation: bad }, {}]), demand());
    expect(counts.get(0)).toBeGreaterThan(0.7);
    expect(counts.get(1)).toBeGreaterThan(0.02);
  });

  it("reaches every offer that fits, however many there are, in proportion to its chance", () => {
    const established: [Partial<ProviderRecord>, Partial<MachineDescription>] = [{}, {}];
    const slow: [Partial<ProviderRecord>, Partial<MachineDescription>] = [{}, { speed: 0 }];
    const book = bookWith(...Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? established : slow)));
    const counts = share(book, demand(), 20_000);
    expect(counts.size).toBe(50);
    // Chance is the square of the score: 0.4 + 0.5 × merit, and speed is a fifth of merit.
    const scores = [true, false].map((fast) => 0.4 + 0.5 * (0.6 * 0.7499 + (fast ? 0.1 : 0) + 0.2));
    const expected = (scores[0]! / scores[1]!) ** 2;
    const sum = (parity: number) => [...counts].reduce((all, [row, n]) => (row % 2 === parity ? all + n : all), 0);
    expect(sum(0) / sum(1)).toBeGreaterThan(expected * 0.93);
    expect(sum(0) / sum(1)).toBeLessThan(expected * 1.07);
  });

  it("gives newcomers their share of short jobs that are checked, and never two of a job", () => {
    const established: [Partial<ProviderRecord>, Partial<MachineDescription>] = [{}, {}];
    const fresh: [Partial<ProviderRecord>, Partial<MachineDescription>] = [
      { minPrice: 1000n, reputation: UNKNOWN },
      {},
    ];
    const book = bookWith(...Array.from({ length: 100 }, () => established), fresh, fresh);
    const newcomers = (d: Demand) => {
      const counts = share(book, d);
      return (counts.get(100) ?? 0) + (counts.get(101) ?? 0);
    };
    expect(newcomers(demand({ checkable: true }))).toBeGreaterThan(0.17);
    expect(newcomers(demand({ checkable: true }))).toBeLessThan(0.25);
    for (const other of [
      demand({ checkable: false }),
      demand({ checkable: true }, { wallSeconds: 600 }),
      demand({ checkable: true, onJob: [100] }),
    ])
      expect(newcomers(other)).toBeLessThan(0.05);
  });

  it("prefers who has the data", () => {
    const book = bookWith([{}, {}], [{}, {}]);
    book.remember(1, ["sha256:x"]);
    const counts = share(book, demand({ data: ["sha256:x"] }));
    expect(counts.get(1)).toBeGreaterThan(counts.get(0)!);
  });
});

describe("Matchmaker", () => {
  const maker = (book: OfferBook, seed = 1) =>
    new Matchmaker(book, { random: seeded(seed), starvedAfterMs: Number.POSITIVE_INFINITY });
  const keysOf = (matches: { demand: Demand }[]) => matches.map((match) => match.demand.jobKey);

  it("never gives more than there is, and serves those who wait by age", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100 }), { minLength: 1, maxLength: 30 }), fc.nat(), (ages, seed) => {
        const one = maker(bookWith([{ capacity: 3 }, { slots: 2 }], [{ capacity: 1 }, { slots: 5 }]), seed);
        ages.forEach((since, i) => {
          one.request(demand({ since, jobKey: String(i), requester: String(i) }));
        });
        const { matches, unmatched } = one.turn(200);
        expect(matches).toHaveLength(Math.min(3, ages.length)); // 2 slots and a capacity of 1
        expect(unmatched).toHaveLength(ages.length - matches.length);
        expect(one.queue.size).toBe(unmatched.length);
        const waiting = [...one.queue.all()].map((d) => d.since).sort((a, b) => a - b);
        for (const match of matches) one.release(match);
        const served = one.turn(200).matches.map((match) => match.demand.since);
        expect(served).toEqual(waiting.slice(0, 3));
      }),
    );
  });

  it("serves a demand that came back at its old place", () => {
    const one = maker(bookWith([{}, {}]));
    one.book.setOnline(0, "m", false);
    for (const since of [5, 6, 7]) one.request(demand({ since, jobKey: String(since) }));
    expect(one.turn(10).matches).toEqual([]);
    one.request(demand({ since: 1, jobKey: "old" }));
    one.book.setOnline(0, "m", true);
    one.freed(0);
    expect(keysOf(one.turn(10).matches)).toEqual(["old", "5"]);
  });

  it("does not give a job back to who tried it, and lets the next in line pass", () => {
    const one = maker(bookWith([{}, {}]));
    one.request(demand({ since: 1, jobKey: "tried", tried: [0] }));
    one.request(demand({ since: 2, jobKey: "next" }));
    const { matches, unmatched } = one.turn(10);
    expect(keysOf(matches)).toEqual(["next"]);
    expect(unmatched[0]!.scan.fitting).toBeGreaterThan(0);
    expect(one.queue.has("tried.0")).toBe(true);
  });

  it("gives a job's replicas to different providers, in one turn and later", () => {
    const one = maker(bookWith([{}, { slots: 4 }], [{}, { slots: 4 }]));
    for (const replica of [0, 1, 2]) one.request(demand({ replica }));
    const { matches } = one.turn(10);
    expect(new Set(matches.map(({ offer }) => offer.provider)).size).toBe(2);
    expect(one.queue.size).toBe(1);
    one.freed(0);
    one.freed(1);
    expect(one.turn(10).matches).toEqual([]);
    one.release(matches[0]!);
    expect(one.turn(10).matches).toMatchObject([{ offer: { provider: matches[0]!.offer.provider } }]);
  });

  it("stops when its time is up and goes on where it was", () => {
    const one = maker(bookWith([{ capacity: 64 }, { slots: 64 }]));
    for (let i = 0; i < 20; i++) one.request(demand({ jobKey: String(i), since: i }));
    let ticks = 0;
    const first = one.turn(50, 5, () => ticks++);
    expect(first.more).toBe(true);
    expect(first.matches.length).toBeLessThan(20);
    expect(one.turn(50).matches.length + first.matches.length).toBe(16); // 8 GiB for 512 MiB each
  });
});

describe("OfferBook", () => {
  it("uses rows again and stays the same whatever the order of facts", () => {
    const book = bookWith(
      ...Array.from({ length: 200 }, (): [Partial<ProviderRecord>, Partial<MachineDescription>] => [{}, {}]),
    );
    expect(book.size).toBe(200);
    book.removeMachine(5, "m");
    expect(book.size).toBe(199);
    book.putMachine(7, machine({ id: "second" }));
    expect(book.indexOf(7, "second")).toBe(5);
    expect(book.columns.blocked[5]).not.toBe(0); // offline until it is heard from
    book.setOnline(7, "second", true);
    expect(findMatch(book, demand(), seeded(1)).fitting).toBe(200);
  });
});
