import { type MachineDescription, runPrice, usageAtLimits } from "@qubix/protocol";
import type { ProviderRecord } from "../ports/provider-repository.ts";
import { type AskRates, asksKey, ratesOf } from "./asked-price.ts";
import { dataNumber } from "./data-number.ts";
import type { Demand } from "./demand.ts";
import { classKey, classOfMachine, type MachineClass } from "./machine-class.ts";
import { meritOf } from "./merit.ts";
import { Numbered } from "./numbered.ts";
import { FREE, OfferColumns, RECENT } from "./offer-columns.ts";
import { REASON_BIT } from "./reason-bits.ts";
import { isNewcomer } from "./reputation-score.ts";

/** A machine that can take attempts: one offer of the book. */
export interface Offer {
  provider: number;
  machine: string;
}

/** What attempts take of a machine or a provider. */
export interface Taken {
  runs: number;
  /** Memory that they set aside on a machine. */
  memoryMiB: number;
  /** QU of stake that they will lock and the chain does not know yet; of a provider. */
  locks: number;
}

interface MachineState {
  index: number;
  description: MachineDescription;
  online: boolean;
  held: Taken;
}

interface ProviderState {
  record: ProviderRecord;
  /** Attempts reserved here that the chain does not know yet. */
  reserved: Taken;
  /** It failed lately and gets nothing for now. */
  backingOff: boolean;
  machines: Map<string, MachineState>;
}

export interface OfferBookOptions {
  /** This hub's slot on the chain: providers say whom they work for. */
  hub: number;
  /** From the contract's configuration: share of a price that is locked of the stake, in basis points. */
  lockBps: number;
}

const NOTHING: Taken = { runs: 0, memoryMiB: 0, locks: 0 };

/**
 * Everything on offer right now. Facts come in by provider and machine; the columns that matching scans are kept up to
 * date with each of them. `version` grows with each change, so that a report says what it has looked at.
 */
export class OfferBook {
  readonly columns = new OfferColumns();
  readonly classes = new Numbered<MachineClass>();
  readonly rates = new Numbered<AskRates>();
  /** Prices that machines ask for a program or model, by its digest and then by row. */
  readonly ownPrices = new Map<string, Map<number, number>>();
  readonly lockBps: number;
  /** One past the highest row in use. */
  end = 0;
  version = 0;
  readonly #hub: number;
  readonly #providers = new Map<number, ProviderState>();
  readonly #offers: (Offer | undefined)[] = [];
  readonly #freeRows: number[] = [];

  constructor({ hub, lockBps }: OfferBookOptions) {
    this.#hub = hub;
    this.lockBps = lockBps;
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

  /** Rows of all of a provider's machines. */
  rowsOf(provider: number): number[] {
    return [...(this.#providers.get(provider)?.machines.values() ?? [])].map(({ index }) => index);
  }

  /** What is known of a machine. */
  machineAt(index: number): MachineDescription {
    const { provider, machine } = this.at(index);
    return this.#state(provider).machines.get(machine)!.description;
  }

  /**
   * Exact price of a demand at the offer in a row: its asks for all that the limits allow, at least the minimum price. A
   * run that ends at its limit gets the cap where that is less, as long as it pays for the run's beginning.
   */
  priceAt(
    index: number,
    { priced, endsAtLimit, priceCap }: Pick<Demand, "priced" | "endsAtLimit" | "priceCap">,
  ): bigint {
    const { minPrice } = this.#state(this.at(index).provider).record;
    const asks = this.machineAt(index).asks ?? {};
    const least = max(minPrice, runPrice(asks, priced, { wallMs: 0 }));
    const whole = max(minPrice, runPrice(asks, priced, usageAtLimits(priced)));
    const cap = BigInt(priceCap);
    return endsAtLimit && least <= cap && cap < whole ? cap : whole;
  }

  putProvider(record: ProviderRecord): void {
    const state = this.#providers.get(record.slot);
    if (state === undefined)
      this.#providers.set(record.slot, { record, reserved: NOTHING, backingOff: false, machines: new Map() });
    else state.record = record;
    this.#refreshProvider(record.slot);
  }

  hasProvider(slot: number): boolean {
    return this.#providers.has(slot);
  }

  /** What the chain says of a provider. */
  providerAt(slot: number): ProviderRecord {
    return this.#state(slot).record;
  }

  isNewcomer(slot: number): boolean {
    const state = this.#providers.get(slot);
    return state !== undefined && isNewcomer(state.record.reputation);
  }

  /** Announces a machine or changes what it says; it is offline until `setOnline`. Its provider must be known. */
  putMachine(provider: number, description: MachineDescription): void {
    const { machines } = this.#state(provider);
    const known = machines.get(description.id);
    const machine = known ?? { index: this.#takeRow(), description, online: false, held: NOTHING };
    if (known === undefined) machines.set(description.id, machine);
    else this.#forgetDescription(known);
    machine.description = description;
    this.#noteDescription(machine);
    this.#refreshMachine(provider, description.id);
  }

  removeMachine(provider: number, id: string): void {
    const machine = this.#providers.get(provider)?.machines.get(id);
    if (machine === undefined) return;
    this.#forgetDescription(machine);
    this.#providers.get(provider)!.machines.delete(id);
    this.columns.blocked[machine.index] = FREE;
    this.columns.keptFor[machine.index] = 0;
    this.#offers[machine.index] = undefined;
    this.#freeRows.push(machine.index);
    this.version++;
  }

  isOnline(index: number): boolean {
    return (this.columns.blocked[index]! & REASON_BIT.offline) === 0;
  }

  setOnline(provider: number, id: string, online: boolean): void {
    const machine = this.#providers.get(provider)?.machines.get(id);
    if (machine === undefined || machine.online === online) return;
    machine.online = online;
    this.#refreshMachine(provider, id);
  }

  /** What attempts take of the machine. */
  setHeld(provider: number, id: string, held: Taken): void {
    const machine = this.#providers.get(provider)?.machines.get(id);
    if (machine === undefined || isSame(machine.held, held)) return;
    machine.held = held;
    this.#refreshMachine(provider, id);
  }

  /** What the provider's attempts take that the chain does not know yet. */
  setReserved(provider: number, reserved: Taken): void {
    const state = this.#state(provider);
    if (isSame(state.reserved, reserved)) return;
    state.reserved = reserved;
    this.#refreshProvider(provider);
  }

  /** Whether the provider gets nothing for now, since it failed lately. */
  setBackingOff(provider: number, backingOff: boolean): void {
    const state = this.#providers.get(provider);
    if (state === undefined || state.backingOff === backingOff) return;
    state.backingOff = backingOff;
    this.#refreshProvider(provider);
  }

  /** Keeps a row for the demand of this number; 0 gives it free. */
  keep(index: number, number: number): void {
    this.columns.keptFor[index] = number;
    this.version++;
  }

  /** Counts one attempt more (1) or less (-1) as reserved and holding a slot, while its reservation is committed. */
  hold(index: number, by: 1 | -1, memoryMiB: number, price: bigint): void {
    const { provider, machine } = this.at(index);
    const state = this.#state(provider);
    const locks = Math.floor((Number(price) * this.lockBps) / 10_000);
    state.reserved = added(state.reserved, by, memoryMiB, locks);
    const held = state.machines.get(machine)!;
    held.held = added(held.held, by, memoryMiB, locks);
    this.#refreshProvider(provider);
  }

  /** Notes that a machine has these data from now on. */
  remember(index: number, digests: readonly string[]): void {
    const { recent } = this.columns;
    const start = index * RECENT;
    for (const digest of digests.slice(0, RECENT)) {
      const number = dataNumber(digest);
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

  #noteDescription({ index, description }: MachineState): void {
    const { asks } = description;
    this.columns.classes[index] = this.classes.take(classKey(description), () => classOfMachine(description));
    this.columns.rates[index] = this.rates.take(asksKey(asks), () => ratesOf(asks));
    for (const [digest, price] of Object.entries(asks?.models ?? {})) {
      const prices = this.ownPrices.get(digest) ?? new Map<number, number>();
      this.ownPrices.set(digest, prices.set(index, Number(price)));
    }
  }

  #forgetDescription({ index, description }: MachineState): void {
    this.classes.giveBack(this.columns.classes[index]!);
    this.rates.giveBack(this.columns.rates[index]!);
    for (const digest of Object.keys(description.asks?.models ?? {})) {
      const prices = this.ownPrices.get(digest);
      if (prices?.delete(index) && prices.size === 0) this.ownPrices.delete(digest);
    }
  }

  #refreshProvider(slot: number): void {
    for (const id of this.#state(slot).machines.keys()) this.#refreshMachine(slot, id);
    this.version++;
  }

  #refreshMachine(slot: number, id: string): void {
    const provider = this.#state(slot);
    const { record, reserved } = provider;
    const machine = provider.machines.get(id)!;
    const { index, description, held } = machine;
    const c = this.columns;
    c.provider[index] = slot;
    c.freeMiB[index] = description.memoryMiB - held.memoryMiB;
    c.minPrice[index] = Number(record.minPrice);
    c.stake[index] = Number(record.stake);
    c.freeStake[index] = Number(record.stake - record.locked) - reserved.locks;
    c.merit[index] = meritOf(record.reputation, description, held.runs);
    c.newcomer[index] = isNewcomer(record.reputation) ? 1 : 0;
    c.blocked[index] = this.#blockedBits(provider, machine);
    this.#offers[index] ??= { provider: slot, machine: id };
    this.version++;
  }

  /** Reasons that hold whatever the job. */
  #blockedBits({ record, reserved, backingOff }: ProviderState, { online, description, held }: MachineState): number {
    return (
      (online ? 0 : REASON_BIT.offline) |
      (record.paused ? REASON_BIT["provider-paused"] : 0) |
      (record.anyHub || record.hubs.includes(this.#hub) ? 0 : REASON_BIT["hub-not-accepted"]) |
      (backingOff ? REASON_BIT["backing-off"] : 0) |
      (record.live + reserved.runs < record.capacity ? 0 : REASON_BIT["capacity-reached"]) |
      (held.runs < description.slots ? 0 : REASON_BIT["no-free-slot"])
    );
  }

  #takeRow(): number {
    const row = this.#freeRows.pop() ?? this.end++;
    if (row >= this.columns.capacity) this.columns.grow();
    this.columns.recent.fill(0, row * RECENT, (row + 1) * RECENT);
    return row;
  }
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function isSame(a: Taken, b: Taken): boolean {
  return a.runs === b.runs && a.memoryMiB === b.memoryMiB && a.locks === b.locks;
}

function added(taken: Taken, by: number, memoryMiB: number, locks: number): Taken {
  return {
    runs: Math.max(0, taken.runs + by),
    memoryMiB: Math.max(0, taken.memoryMiB + by * memoryMiB),
    locks: Math.max(0, taken.locks + by * locks),
  };
}
