import { type MATCH_REASONS, type MachineDescription, PROTOCOL_VERSION } from "@qubix/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProviderRecord } from "../ports/provider-repository.ts";
import type { Random } from "../ports/random.ts";
import type { Demand } from "./demand.ts";
import { explainOffer } from "./explain-offer.ts";
import { findMatch } from "./find-match.ts";
import { Matchmaker } from "./matchmaker.ts";
import { OfferBook } from "./offer-book.ts";

const RUNTIME = `sha256:${"11".repeat(32)}`;

function provider(slot: number, changes: Partial<ProviderRecord> = {}): ProviderRecord {
  return {
    slot,
    owner: "A".repeat(60),
    hot: "B".repeat(60),
    payout: "C".repeat(60),
    stake: 1_000_000n,
    locked: 0n,
    minPrice: 100n,
    capacity: 4,
    live: 0,
    hubs: [],
    anyHub: true,
    paused: false,
    reputation: {
      verified: "20",
      undecided: "0",
      oddOneOut: "0",
      expired: "0",
      declined: "0",
      lost: "0",
      requesters: 10,
    },
    changedTick: 1,
    ...changes,
  };
}

function machine(changes: Partial<MachineDescription> = {}): MachineDescription {
  return {
    id: "m",
    cores: 4,
    memoryMiB: 8192,
    kinds: ["wasm", "onnx"],
    runtimes: [RUNTIME],
    slots: 2,
    speed: 500,
    version: "0.1.0",
    protocol: PROTOCOL_VERSION,
    ...changes,
  };
}

function demand(changes: Partial<Demand> = {}): Demand {
  return {
    jobKey: "ab".repeat(32),
    replica: 0,
    since: 1,
    kind: "wasm",
    memoryMiB: 512,
    priceCap: 1000,
    minStake: 0,
    ownList: [],
    onJob: [],
    tried: [],
    data: [],
    checkable: false,
    ...changes,
  };
}

/** A generator that a test can repeat. */
function seeded(seed: number): Random {
  let state = seed >>> 0;
  return {
    fraction() {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    },
  };
}

function bookWith(...offers: [Partial<ProviderRecord>, Partial<MachineDescription>][]): OfferBook {
  const book = new OfferBook({ hub: 3, lockBps: 10_000 });
  offers.forEach(([p, m], slot) => {
    book.putProvider(provider(slot, p));
    book.putMachine(slot, machine(m));
    book.setOnline(slot, machine(m).id, true);
  });
  return book;
}

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
    book.setHeld(1, "m", 2);
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
    const bad = {
      verified: "20",
      undecided: "0",
      oddOneOut: "50",
      expired: "0",
      declined: "0",
      lost: "0",
      requesters: 10,
    };
    const counts = share(bookWith([{ minPrice: 100n }, {}], [{ minPrice: 900n, reputation: bad }, {}]), demand());
    expect(counts.get(0)).toBeGreaterThan(0.7);
    expect(counts.get(1)).toBeGreaterThan(0.02);
  });

  it("gives newcomers their share of jobs that are checked", () => {
    const newcomer = {
      verified: "0",
      undecided: "0",
      oddOneOut: "0",
      expired: "0",
      declined: "0",
      lost: "0",
      requesters: 0,
    };
    const established: [Partial<ProviderRecord>, Partial<MachineDescription>] = [{}, {}];
    const book = bookWith(...Array.from({ length: 20 }, () => established), [
      { minPrice: 1000n, reputation: newcomer },
      {},
    ]);
    expect(share(book, demand({ checkable: true })).get(20)).toBeGreaterThan(0.15);
    expect(share(book, demand({ checkable: false })).get(20)).toBeUndefined();
  });

  it("prefers who has the data", () => {
    const book = bookWith([{}, {}], [{}, {}]);
    book.remember(1, ["sha256:x"]);
    const counts = share(book, demand({ data: ["sha256:x"] }));
    expect(counts.get(1)).toBeGreaterThan(counts.get(0)!);
  });
});

describe("Matchmaker", () => {
  it("never gives more than there is, and serves those who wait by age", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100 }), { minLength: 1, maxLength: 30 }), fc.nat(), (ages, seed) => {
        const book = bookWith([{ capacity: 3 }, { slots: 2 }], [{ capacity: 1 }, { slots: 5 }]);
        const maker = new Matchmaker(book, seeded(seed));
        const matches = ages.flatMap((since, i) => {
          const { match } = maker.request(demand({ since, jobKey: String(i) }));
          return match ? [match] : [];
        });
        expect(matches).toHaveLength(Math.min(3, ages.length)); // 2 slots and a capacity of 1
        expect(maker.waiting.size).toBe(ages.length - matches.length);
        const waiting = [...maker.waiting.all()].map((d) => d.since).sort((a, b) => a - b);
        for (const match of matches) maker.release(match);
        const served = [...maker.freed(0), ...maker.freed(1)].map((match) => match.demand.since);
        expect(served).toEqual(waiting.slice(0, 3));
      }),
    );
  });

  it("serves a demand that came back at its old place", () => {
    const maker = new Matchmaker(bookWith([{}, {}]), seeded(1));
    maker.book.setOnline(0, "m", false);
    for (const since of [5, 6, 7]) maker.request(demand({ since, jobKey: String(since) }));
    maker.waiting.add(demand({ since: 1, jobKey: "old" }));
    maker.book.setOnline(0, "m", true);
    expect(maker.freed(0).map((match) => match.demand.jobKey)).toEqual(["old", "5"]);
  });

  it("does not give a job back to who tried it, and lets the next in line pass", () => {
    const maker = new Matchmaker(bookWith([{}, {}]), seeded(1));
    maker.waiting.add(demand({ since: 1, jobKey: "tried", tried: [0] }));
    maker.waiting.add(demand({ since: 2, jobKey: "next" }));
    expect(maker.freed(0).map((match) => match.demand.jobKey)).toEqual(["next"]);
    expect(maker.waiting.has("tried", 0)).toBe(true);
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
