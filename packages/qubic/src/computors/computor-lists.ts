import { QubicError } from "../errors.ts";
import type { ComputorList } from "../wire/computors.ts";
import { verifyComputorList } from "./verify-computor-list.ts";

/** What is asked of a node here; TcpClient is one. */
export interface ComputorSource {
  computors(): Promise<ComputorList>;
}

/** How many epochs' lists are kept: a bundle can arrive just after an epoch's end. */
const KEPT = 4;
const RETRY_MS = 500;

/**
 * Computor lists by epoch, fetched from nodes by the ordinary protocol and believed only when the network's arbitrator
 * signed them: so any node will do.
 */
export class ComputorLists {
  readonly #lists = new Map<number, ComputorList>();
  #fetching: Promise<void> | undefined;
  #nextFetch = 0;

  constructor(
    readonly sources: ComputorSource[],
    readonly arbitrator: Uint8Array,
  ) {}

  /** @returns undefined while no node shows a list of that epoch; asks them at most twice a second */
  async get(epoch: number): Promise<ComputorList | undefined> {
    const known = this.#lists.get(epoch);
    if (known || performance.now() < this.#nextFetch) return known;
    this.#fetching ??= this.#fetch().finally(() => {
      this.#nextFetch = performance.now() + RETRY_MS;
      this.#fetching = undefined;
    });
    await this.#fetching;
    return this.#lists.get(epoch);
  }

  async #fetch(): Promise<void> {
    await Promise.allSettled(this.sources.map(async (source) => this.#keep(await source.computors())));
  }

  #keep(list: ComputorList): void {
    if (this.#lists.has(list.epoch)) return;
    if (!verifyComputorList(list, this.arbitrator))
      throw new QubicError("BAD_COMPUTOR_LIST", "The computor list is not signed by this network's arbitrator.");
    this.#lists.set(list.epoch, list);
    if (this.#lists.size > KEPT) this.#lists.delete(Math.min(...this.#lists.keys()));
  }
}
