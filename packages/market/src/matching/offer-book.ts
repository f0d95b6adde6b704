import { type JobKind, type MachineDescription, PROTOCOL_VERSION } from "@qubix/protocol";
import { lockedStake } from "../money/locked-stake.ts";
import type { ProviderRecord } from "../ports/provider-repository.ts";
import { Interner } from "./interner.ts";
import { FREE, OfferColumns, RECENT } from "./offer-columns.ts";
import { REASON_BIT } from "./reason-bits.ts";
import { isNewcomer, MAX_SCORE, reputationScore } from "./reputation-score.ts";

/** A machine that can take attempts: one offer of the book. */
export interface Offer {
  provider: number;
  machine: string;
  /** QU: the provider's minimum price. */
  price: number;
}

interface MachineState {
  index: number;
  description: MachineDescription;
  online: boolean;
  /** Slots taken by attempts. */
  held: number;
}

interface ProviderState {
  record: ProviderRecord;
  /** Attempts reserved here that the chain does not know yet. */
  reserved: number;
  machines: Map<string, MachineState>;
}

export interface OfferBookOptions {
  /** This hub's slot on the chain: providers say whom they work for. */
  hub: number;
  /** From the contract's configuration. */
  lockBps: number;
}

export const KIND_BIT: Record<JobKind, number> = { wasm: 1, onnx: 2 };

/** Speed at which half of the speed's share of merit is reached, in the units of MachineDescription. */
const TYPICAL_SPEED = 500;

/**
 * Everything on offer right now. Facts come in by provider and machine; the columns that matching scans are kept up to
 * date with each of them. `version` grows with each change, so that a report says what it has looked at.
 */
export class OfferBook {
  readonly columns = new OfferColumns();
  readonly regions = new Interner();
  readonly digests = new Interner();
  /** Sets of runtimes by number; most machines share a few. */
  readonly runtimeSets: ReadonlySet<string>[] = [new Set()];
  /** One past the highest row in use. */
  end = 0;
  version = 0;
  readonly #options: OfferBookOptions;
  readonly #providers = new Map<number, ProviderState>();
  readonly #offers: (Offer | undefined)[] = [];
  readonly #runtimeNumbers = new Map<string, number>();
  readonly #freeRows: number[] = [];

  constructor(options: OfferBookOptions) {
    this.#options = options;
  }

  /** Number of offers, whether they can be taken or not. */
  get size(): number {
    return this.end - this.#freeRows.length;
  }

  /** The offer in a row. */
  at(index: number): Offer {
    return this.#offers[index]!;
  }

  /** The row of a machine's offer. */
  indexOf(provider: number, machine: string): number | undefined {
    return this.#providers.get(provider)?.machines.get(machine)?.index;
  }

  putProvider(record: ProviderRecord): void {
    const state = this.#providers.get(record.slot);
    if (state === undefined) this.#providers.set(record.slot, { record, reserved: 0, machines: new Map() });
    else state.record = record;
    this.#refreshProvider(record.slot);
  }

  /** Announces a machine or changes what it says; it is offline until `setOnline`. Its provider must be known. */
  putMachine(provider: number, description: MachineDescription): void {
    const { machines } = this.#state(provider);
    const machine = machines.get(description.id);
    if (machine) machine.description = description;
    else machines.set(description.id, { index: this.#takeRow(), description, online: false, held: 0 });
    this.#refreshMachine(provider, description.id);
  }

  removeMachine(provider: number, id: string): void {
    const machine = this.#providers.get(provider)?.machines.get(id);
    if (machine === undefined) return;
    this.#providers.get(provider)!.machines.delete(id);
    this.columns.blocked[machine.index] = FREE;
    this.#offers[machine.index] = undefined;
    this.#freeRows.push(machine.index);
    this.version++;
  }

  setOnline(provider: number, id: string, online: boolean): void {
    const machine = this.#providers.get(provider)?.machines.get(id);
    if (machine === undefined || machine.online === online) return;
    machine.online = online;
    this.#refreshMachine(provider, id);
  }

  /** How many of the machine's slots attempts hold. */
  setHeld(provider: number, id: string, held: number): void {
    const machine = this.#providers.get(provider)?.machines.get(id);
    if (machine === undefined || machine.held === held) return;
    machine.held = held;
    this.#refreshMachine(provider, id);
  }

  /** How many of the provider's attempts the chain does not know yet. */
  setReserved(provider: number, reserved: number): void {
    this.#state(provider).reserved = reserved;
    this.#refreshProvider(provider);
  }

  /** Counts one attempt more (1) or less (-1) as reserved and holding a slot, while its reservation is committed. */
  hold(index: number, by: 1 | -1): void {
    const { provider, machine } = this.at(index);
    const state = this.#state(provider);
    state.reserved = Math.max(0, state.reserved + by);
    const held = state.machines.get(machine)!;
    held.held = Math.max(0, held.held + by);
    this.#refreshProvider(provider);
  }

  /** Notes that a machine has these data from now on. */
  remember(index: number, digests: readonly string[]): void {
    const { recent } = this.columns;
    const start = index * RECENT;
    for (const digest of digests.slice(0, RECENT)) {
      const number = this.digests.add(digest);
      if (recent.subarray(start, start + RECENT).includes(number)) continue;
      recent.copyWithin(start + 1, start, start + RECENT - 1);
      recent[start] = number;
    }
  }

  #state(provider: number): ProviderState {
    const state = this.#providers.get(provider);
    if (state === undefined) throw new RangeError(`Provider ${provider} is not in the book.`);
    return state;
  }

  #refreshProvider(slot: number): void {
    for (const id of this.#state(slot).machines.keys()) this.#refreshMachine(slot, id);
    this.version++;
  }

  #refreshMachine(slot: number, id: string): void {
    const provider = this.#state(slot);
    const machine = provider.machines.get(id)!;
    const { index, description } = machine;
    const c = this.columns;
    c.provider[index] = slot;
    c.kinds[index] = description.kinds.reduce((bits, kind) => bits | KIND_BIT[kind], 0);
    c.memoryMiB[index] = description.memoryMiB;
    c.region[index] = description.region === undefined ? 0 : this.regions.add(description.region);
    c.runtimes[index] = this.#runtimeSet(description.runtimes);
    c.price[index] = Number(provider.record.minPrice);
    c.stake[index] = Number(provider.record.stake);
    c.merit[index] = meritOf(provider.record, machine);
    c.newcomer[index] = isNewcomer(provider.record.reputation) ? 1 : 0;
    c.blocked[index] = this.#blockedBits(provider, machine);
    this.#offers[index] = { provider: slot, machine: id, price: c.price[index]! };
    this.version++;
  }

  /** Reasons that hold whatever the job. */
  #blockedBits({ record, reserved }: ProviderState, machine: MachineState): number {
    const { hub, lockBps } = this.#options;
    const pending = BigInt(reserved) + 1n;
    const exhausted = record.stake - record.locked < lockedStake(record.minPrice, lockBps) * pending;
    return (
      (machine.online ? 0 : REASON_BIT.offline) |
      (machine.description.protocol === PROTOCOL_VERSION ? 0 : REASON_BIT["version-mismatch"]) |
      (record.paused ? REASON_BIT["provider-paused"] : 0) |
      (record.anyHub || record.hubs.includes(hub) ? 0 : REASON_BIT["hub-not-accepted"]) |
      (exhausted ? REASON_BIT["stake-exhausted"] : 0) |
      (record.live + reserved < record.capacity ? 0 : REASON_BIT["capacity-reached"]) |
      (machine.held < machine.description.slots ? 0 : REASON_BIT["no-free-slot"])
    );
  }

  #runtimeSet(runtimes: readonly string[]): number {
    const key = [...runtimes].sort().join();
    let number = this.#runtimeNumbers.get(key);
    if (number === undefined) {
      number = this.runtimeSets.push(new Set(runtimes)) - 1;
      this.#runtimeNumbers.set(key, number);
    }
    return number;
  }

  #takeRow(): number {
    const row = this.#freeRows.pop() ?? this.end++;
    if (row >= this.columns.capacity) this.columns.grow();
    this.columns.recent.fill(0, row * RECENT, (row + 1) * RECENT);
    return row;
  }
}

/** Reputation 60 %, speed 20 %, idleness 20 %. */
function meritOf(record: ProviderRecord, { description, held }: MachineState): number {
  const speed = description.speed ?? 0;
  const idle = Math.max(0, description.slots - held) / description.slots;
  return 0.6 * (reputationScore(record.reputation) / MAX_SCORE) + 0.2 * (speed / (speed + TYPICAL_SPEED)) + 0.2 * idle;
}
