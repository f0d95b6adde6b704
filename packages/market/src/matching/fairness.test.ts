import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProviderRecord } from "../ports/provider-repository.ts";
import { bookWith, demand, machine, provider, seeded } from "../testing/offers.ts";
import type { Demand } from "./demand.ts";
import { type Match, Matchmaker } from "./matchmaker.ts";
import { OfferBook } from "./offer-book.ts";

/** A market that runs: places are taken by matches and come back when runs end. Times in milliseconds. */
class Market {
  now = 0;
  readonly maker: Matchmaker;
  readonly started: { match: Match; at: number }[] = [];
  readonly #ends: { match: Match; at: number }[] = [];

  constructor(book: OfferBook, seed: number, starvedAfterMs = Number.POSITIVE_INFINITY) {
    this.maker = new Matchmaker(book, { random: seeded(seed), starvedAfterMs });
  }

  /** Gives places out, then goes on to the next end of a run. @returns false when nothing runs any more */
  step(): boolean {
    this.maker.keepPlaces(this.now);
    for (let turn = this.maker.turn(this.now); ; turn = this.maker.turn(this.now)) {
      for (const match of turn.matches) {
        this.started.push({ match, at: this.now });
        this.#ends.push({ match, at: this.now + match.demand.expectedMs });
      }
      if (!turn.more) break;
    }
    this.#ends.sort((a, b) => b.at - a.at);
    const next = this.#ends.pop();
    if (next === undefined) return false;
    this.now = next.at;
    const { index, demand: ended, price } = next.match;
    this.maker.book.hold(index, -1, ended.priced.limits.memoryMiB, price);
    for (const row of this.maker.book.rowsOf(next.match.offer.provider)) this.maker.freed(row);
    return true;
  }

  /** Until nothing runs, checking each step. @param arrive called before each step */
  run(check: () => void = () => undefined, arrive: () => void = () => undefined): void {
    do {
      arrive();
      check();
    } while (this.step());
  }

  running(): Match[] {
    return this.#ends.map(({ match }) => match);
  }

  order(): string[] {
    return this.started.map(({ match }) => match.demand.requester);
  }
}

let jobs = 0;
const job = (requester: string, since: number, changes: Partial<Demand> = {}, limits = {}) =>
  demand({ jobKey: `job ${jobs++}`, requester, since, ...changes }, limits);

describe("among requesters", () => {
  it("one with a single job does not wait for another's thousands", () => {
    const market = new Market(bookWith([{}, { slots: 1 }]), 1);
    for (let i = 0; i < 5_000; i++) market.maker.request(job("many", i));
    market.step();
    market.maker.request(job("one", 10_000));
    for (let i = 0; i < 3; i++) market.step();
    expect(market.order()).toContain("one");
    expect(market.order().length).toBeLessThan(5);
  });

  it("all that wait get the same, within one run's cost, whatever they have queued", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ jobs: fc.integer({ min: 20, max: 60 }), seconds: fc.constantFrom(10, 20, 60) }), {
          minLength: 2,
          maxLength: 5,
        }),
        fc.nat(),
        (requesters, seed) => {
          const market = new Market(bookWith([{}, { slots: 1 }]), seed);
          requesters.forEach(({ jobs: count, seconds }, r) => {
            for (let i = 0; i < count; i++) market.maker.request(job(`r${r}`, i, {}, { wallSeconds: seconds }));
          });
          const got = new Map<string, number>();
          // As long as every one of them still waits.
          const least = Math.min(...requesters.map(({ jobs: count, seconds }) => count * seconds)) / 10;
          while (Math.max(0, ...got.values()) < least - 6) {
            market.step();
            const { requester, expectedMs } = market.started.at(-1)!.match.demand;
            got.set(requester, (got.get(requester) ?? 0) + expectedMs / 10_000);
          }
          const shares = requesters.map((_, r) => got.get(`r${r}`) ?? 0);
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(6);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("idle time is not saved up", () => {
    const market = new Market(bookWith([{}, { slots: 1 }]), 1);
    for (let i = 0; i < 400; i++) market.maker.request(job("steady", i));
    for (let i = 0; i < 200; i++) market.step();
    for (let i = 0; i < 100; i++) market.maker.request(job("late", 1_000_000 + i));
    for (let i = 0; i < 40; i++) market.step();
    const since = market.order().slice(200);
    expect(since.filter((requester) => requester === "late").length).toBeLessThanOrEqual(since.length / 2 + 1);
  });
});

describe("among sizes", () => {
  it("a job that fits nowhere keeps no other from a place", () => {
    const market = new Market(bookWith([{}, { slots: 2 }]), 1);
    market.maker.request(job("a", 0, {}, { memoryMiB: 4096, wallSeconds: 1000 }));
    market.maker.request(job("a", 1, { priceCap: 1 }));
    market.maker.request(job("a", 2));
    market.step();
    expect(market.started.map(({ match }) => match.demand.since)).toEqual([0, 2]);
  });

  it("of one requester's, short ones pass long ones, and long ones still come up", () => {
    const market = new Market(bookWith([{}, { slots: 1 }]), 1);
    market.maker.request(job("a", 0));
    market.step();
    for (let i = 0; i < 5; i++) market.maker.request(job("a", 1 + i, {}, { wallSeconds: 3_000 }));
    for (let i = 0; i < 5; i++) market.maker.request(job("a", 10 + i));
    for (let i = 0; i < 4; i++) market.step();
    expect(market.started.slice(1, 5).every(({ match }) => match.demand.expectedMs === 10_000)).toBe(true);
    market.run(undefined, () => {
      if (jobs % 3 === 0) market.maker.request(job("a", market.now));
    });
    expect(market.started.filter(({ match }) => match.demand.expectedMs === 3_000_000)).toHaveLength(5);
  });

  it("a large run gets its machine, though small ones keep coming", () => {
    const starvedAfterMs = 60_000;
    for (const patience of [starvedAfterMs, Number.POSITIVE_INFINITY]) {
      const market = new Market(bookWith([{ capacity: 8 }, { slots: 8, memoryMiB: 2048 }]), 3, patience);
      let arrivals = 0;
      const arrive = () => {
        // Always a bit more than the machine can do.
        while (arrivals < 600 && market.maker.queue.size < 6) {
          arrivals++;
          market.maker.request(job(`small ${arrivals % 5}`, market.now, {}, { wallSeconds: 10 + (arrivals % 7) }));
        }
      };
      arrive();
      market.step();
      market.maker.request(job("large", 0, {}, { memoryMiB: 2048, wallSeconds: 10 }));
      market.run(undefined, arrive);
      const large = market.started.find(({ match }) => match.demand.requester === "large")!;
      if (patience === starvedAfterMs) expect(large.at).toBeLessThan(starvedAfterMs + 2 * 17_000);
      else expect(large.at).toBeGreaterThan(10 * starvedAfterMs); // what the rule is for
    }
  });

  it("nobody gets more than one place kept, and never more than a twentieth of the machines", () => {
    const book = bookWith(...Array.from({ length: 60 }, (): [Partial<ProviderRecord>, object] => [{}, { slots: 1 }]));
    const market = new Market(book, 1, 1_000);
    for (let i = 0; i < 60; i++) market.maker.request(job("first", 0, {}, { wallSeconds: 1_000 }));
    market.step();
    for (let i = 0; i < 100; i++) market.maker.request(job(i < 50 ? "greedy" : `r${i}`, 1));
    market.now = 500_000;
    market.maker.turn(market.now);
    market.maker.keepPlaces(market.now);
    const kept = [...book.columns.keptFor].filter((number) => number !== 0).length;
    expect(kept).toBe(3);
    expect(market.maker.reservations.size).toBe(3);
  });
});

describe("among providers", () => {
  const small = fc.record({
    slots: fc.integer({ min: 1, max: 4 }),
    capacity: fc.integer({ min: 1, max: 4 }),
    memoryMiB: fc.constantFrom(512, 1024, 4096),
    stake: fc.bigInt(100n, 2_000n),
    minPrice: fc.bigInt(50n, 500n),
  });
  const arrival = fc.record({
    requester: fc.constantFrom("a", "b", "c"),
    memoryMiB: fc.constantFrom(256, 512, 2048),
    wallSeconds: fc.integer({ min: 1, max: 100 }),
    priceCap: fc.integer({ min: 50, max: 600 }),
    replicas: fc.integer({ min: 1, max: 3 }),
  });

  it("no one gets more than its slots, capacity, memory and stake allow; whatever can run does", () => {
    fc.assert(
      fc.property(
        fc.array(small, { minLength: 1, maxLength: 8 }),
        fc.array(arrival, { minLength: 1, maxLength: 40 }),
        fc.nat(),
        (machines, arrivals, seed) => {
          const book = new OfferBook({ hub: 3, lockBps: 10_000 });
          machines.forEach(({ slots, memoryMiB, ...terms }, slot) => {
            book.putProvider(provider(slot, terms));
            book.putMachine(slot, machine({ slots, memoryMiB }));
            book.setOnline(slot, "m", true);
          });
          const market = new Market(book, seed, 50_000);
          const left = [...arrivals];
          const check = () => {
            const running = market.running();
            machines.forEach(({ slots, capacity, memoryMiB, stake }, slot) => {
              const own = running.filter(({ offer }) => offer.provider === slot);
              const memory = own.reduce((sum, { demand: d }) => sum + d.priced.limits.memoryMiB, 0);
              const locked = own.reduce((sum, { price }) => sum + price, 0n);
              expect(own.length).toBeLessThanOrEqual(Math.min(slots, capacity));
              expect(memory).toBeLessThanOrEqual(memoryMiB);
              expect(locked <= stake).toBe(true);
              expect(new Set(own.map(({ demand: d }) => d.jobKey)).size).toBe(own.length);
            });
          };
          market.run(check, () => {
            const next = left.shift();
            if (next === undefined) return;
            const { requester, priceCap, replicas, ...limits } = next;
            const base = job(requester, market.now, { priceCap }, limits);
            for (let replica = 0; replica < replicas; replica++) market.maker.request({ ...base, replica });
          });
          while (left.length > 0) {
            const { requester, priceCap, ...limits } = left.shift()!;
            market.maker.request(job(requester, market.now, { priceCap }, limits));
          }
          market.run(check);
          for (const waiting of market.maker.queue.all()) {
            const takers = machines.filter(
              ({ memoryMiB, stake, minPrice }, slot) =>
                memoryMiB >= waiting.memoryMiB &&
                minPrice <= BigInt(waiting.priceCap) &&
                minPrice <= stake &&
                !waiting.onJob.includes(slot),
            );
            expect(takers).toEqual([]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("every one that fits gets work, in a long run, and in proportion to its chance", () => {
    const book = bookWith(
      ...Array.from({ length: 40 }, (_, i): [Partial<ProviderRecord>, object] => [{}, { slots: 4, speed: i * 50 }]),
    );
    const market = new Market(book, 11);
    const counts = new Map<number, number>();
    for (let i = 0; i < 4_000; i++) {
      market.maker.request(job("a", market.now));
      market.step(); // one at a time: all are free each time
      const { provider: slot } = market.started.at(-1)!.match.offer;
      counts.set(slot, (counts.get(slot) ?? 0) + 1);
    }
    expect(counts.size).toBe(40);
    const half = (from: number) =>
      Array.from({ length: 20 }, (_, i) => counts.get(from + i)!).reduce((sum, n) => sum + n, 0);
    expect(half(20) / half(0)).toBeGreaterThan(1);
    expect(half(20) / half(0)).toBeLessThan(1.5);
  });
});
