import { contractPublicKey, equalBytes, type SignedTransaction } from "@qubix/qubic";
import type { ChainNodes } from "./nodes.ts";

/** Ticks whose calls are kept. Only calls to the contract count, so this is little. */
const KEPT = 256;

/** A transaction to the contract that its tick executed. */
export interface TickCall {
  id: string;
  tick: number;
  source: Uint8Array;
  amount: bigint;
  inputType: number;
  input: Uint8Array;
}

/** Calls of the contract by tick, as tick data lists them: for the transactions that prove a receipt. */
export class TickCalls {
  readonly #ticks = new Map<number, Promise<TickCall[]>>();
  readonly #destination: Uint8Array;

  constructor(
    readonly nodes: ChainNodes,
    contractIndex: number,
  ) {
    this.#destination = contractPublicKey(contractIndex);
  }

  /** @returns nothing when the node no longer keeps the tick */
  of(tick: number): Promise<TickCall[]> {
    const known = this.#ticks.get(tick);
    if (known) return known;
    const calls = this.#read(tick);
    this.#ticks.set(tick, calls);
    calls.catch(() => this.#ticks.delete(tick));
    if (this.#ticks.size > KEPT) this.#ticks.delete(this.#ticks.keys().next().value as number);
    return calls;
  }

  async #read(tick: number): Promise<TickCall[]> {
    const [data, transactions] = await this.nodes.first((client) =>
      Promise.all([client.tickData(tick), client.tickTransactions(tick)]),
    );
    if (!data) return [];
    const executed = (transaction: SignedTransaction) =>
      data.transactionDigests.some((digest) => equalBytes(digest, transaction.digest));
    return transactions
      .filter((transaction) => equalBytes(transaction.destination, this.#destination) && executed(transaction))
      .map(({ id, source, amount, inputType, input }) => ({ id, tick, source, amount, inputType, input }));
  }
}
