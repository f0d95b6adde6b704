import { type MachineDescription, PROTOCOL_VERSION } from "@qubix/protocol";
import type { Demand } from "../matching/demand.ts";
import { OfferBook } from "../matching/offer-book.ts";
import type { ProviderRecord } from "../ports/provider-repository.ts";
import type { Random } from "../ports/random.ts";

export const RUNTIME = `sha256:${"11".repeat(32)}`;
export const PROGRAM = `sha256:${"22".repeat(32)}`;

/** Counters of a provider without history. */
export const UNKNOWN = {
  ...{ verified: "0", undecided: "0", oddOneOut: "0", expired: "0", declined: "0", lost: "0" },
  requesters: 0,
};

export function provider(slot: number, changes: Partial<ProviderRecord> = {}): ProviderRecord {
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
    reputation: { ...UNKNOWN, verified: "20", requesters: 10 },
    changedTick: 1,
    ...changes,
  };
}

export function machine(changes: Partial<MachineDescription> = {}): MachineDescription {
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

/** A demand of 512 MiB and ten seconds; `memoryMiB` in `changes` is what the machine must have. */
export function demand(changes: Partial<Demand> = {}, limits: Partial<Demand["priced"]["limits"]> = {}): Demand {
  const whole = { fuel: "1000000000", memoryMiB: 512, wallSeconds: 10, outputBytes: 0, ...limits };
  return {
    jobKey: "ab".repeat(32),
    replica: 0,
    requester: "R".repeat(60),
    since: 1,
    kind: "wasm",
    memoryMiB: whole.memoryMiB,
    priceCap: 1000,
    minStake: 0,
    ownList: [],
    onJob: [],
    tried: [],
    data: [],
    checkable: false,
    priced: { kind: "wasm", program: { digest: PROGRAM }, limits: whole },
    endsAtLimit: false,
    expectedMs: whole.wallSeconds * 1000,
    ...changes,
  };
}

/** A generator that a test can repeat. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return {
    fraction() {
      state = (state + 0x9e37_79b9) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x85eb_ca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
      return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
    },
  };
}

/** One provider with one machine for each entry, all online. */
export function bookWith(...offers: [Partial<ProviderRecord>, Partial<MachineDescription>][]): OfferBook {
  const book = new OfferBook({ hub: 3, lockBps: 10_000 });
  offers.forEach(([p, m], slot) => {
    book.putProvider(provider(slot, p));
    book.putMachine(slot, machine(m));
    book.setOnline(slot, machine(m).id, true);
  });
  return book;
}
