import { OfferBook, type OfferBookOptions, type ProviderRecord } from "@qubix/market";
import type { Store } from "@qubix/store";
import { machineKey } from "../leases/presence-keys.ts";

/** Providers read at once. */
const PAGE = 1_000;
/** Machines whose presence is asked for at once. */
const SLICE = 2_000;
/** Rows are written in another order than they are timed in; so much is read again. */
const OVERLAP_MS = 5_000;

/** Keeps a book of offers in step with the store: reads what is new, and asks for presence slice by slice. */
export class BookKeeper {
  readonly book: OfferBook;
  readonly #store: Pick<Store, "providers" | "presence">;
  readonly #changed = new Map<number, ProviderRecord>();
  readonly #machines: { provider: number; id: string }[] = [];
  #helloAt = 0;
  #at = 0;

  constructor(
    store: Pick<Store, "providers" | "presence">,
    options: OfferBookOptions,
    /** Whether the operator has blocked a provider's owner: it gets no work then. */
    readonly isBlocked: (owner: string) => boolean = () => false,
  ) {
    this.#store = store;
    this.book = new OfferBook(options);
  }

  /** Reads providers that changed and machines that said hello. @returns rows that may have room now */
  async refresh(): Promise<number[]> {
    const rows: number[] = [];
    for (let after = -1, page: ProviderRecord[]; ; after = page.at(-1)!.slot) {
      page = await this.#store.providers.list(PAGE, after);
      for (const record of page) rows.push(...this.putProvider(record));
      if (page.length < PAGE) break;
    }
    rows.push(...(await this.#loadMachines()));
    return [...rows, ...(await this.#lookForAll())];
  }

  /** @returns its rows when it is not as it was */
  putProvider(given: ProviderRecord): number[] {
    const record = this.isBlocked(given.owner) ? { ...given, paused: true } : given;
    const before = this.#changed.get(record.slot);
    if (before !== undefined && isSame(before, record)) return [];
    this.#changed.set(record.slot, record);
    this.book.putProvider(record);
    return this.book.rowsOf(record.slot);
  }

  /** A machine said that it lives. @returns its row when that is news */
  async seen(provider: number, machine: string): Promise<number[]> {
    if (this.book.indexOf(provider, machine) === undefined) await this.#loadMachines();
    return this.#setOnline(provider, machine, true);
  }

  /** New machines, and old ones that describe themselves anew. */
  async #loadMachines(): Promise<number[]> {
    const rows: number[] = [];
    for (const { provider, description, helloAt } of await this.#store.providers.machinesSince(
      this.#helloAt - OVERLAP_MS,
    )) {
      if (!(await this.#hasProvider(provider))) continue;
      this.#helloAt = Math.max(this.#helloAt, helloAt);
      const known = this.book.indexOf(provider, description.id);
      if (known !== undefined && JSON.stringify(this.book.machineAt(known)) === JSON.stringify(description)) continue;
      if (known === undefined) this.#machines.push({ provider, id: description.id });
      this.book.putMachine(provider, description);
      rows.push(this.book.indexOf(provider, description.id)!);
    }
    return rows;
  }

  async #hasProvider(slot: number): Promise<boolean> {
    if (this.book.hasProvider(slot)) return true;
    const record = await this.#store.providers.get(slot);
    if (record) this.putProvider(record);
    return record !== undefined;
  }

  /** Presence of some machines each time, of all in turn. */
  async #lookForAll(): Promise<number[]> {
    if (this.#at >= this.#machines.length) this.#at = 0;
    const slice = this.#machines.slice(this.#at, this.#at + SLICE);
    this.#at += SLICE;
    const seen = await this.#store.presence.getMany(slice.map(({ provider, id }) => machineKey(provider, id)));
    return slice.flatMap(({ provider, id }, i) => this.#setOnline(provider, id, seen[i] !== undefined));
  }

  #setOnline(provider: number, machine: string, online: boolean): number[] {
    const row = this.book.indexOf(provider, machine);
    if (row === undefined || this.book.isOnline(row) === online) return [];
    this.book.setOnline(provider, machine, online);
    return online ? [row] : [];
  }
}

function isSame(a: ProviderRecord, b: ProviderRecord): boolean {
  return a.changedTick === b.changedTick && a.stake === b.stake && a.locked === b.locked && a.live === b.live;
}
