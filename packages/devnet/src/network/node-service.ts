import { EventEmitter } from "node:events";
import {
  type ComputorList,
  type Entity,
  encodeComputorList,
  NUMBER_OF_COMPUTORS,
  parseTransaction,
  type SignedTransaction,
  SPECTRUM_DEPTH,
  type SystemInfo,
  type TickInfo,
  type TransactionStatus,
  verifyTransaction,
} from "@qubix/qubic";
import { ContractAbort } from "../contract/index.ts";
import type { ChainState } from "../execution/chain-state.ts";
import type { PoolVerdict } from "../pool/transaction-pool.ts";
import { digestAt, Outcome, type StoredTick, transactionCount } from "../ticks/stored-tick.ts";
import { TickLeader } from "../ticks/tick-leader.ts";
import type { TickRunner } from "../ticks/tick-runner.ts";

/** Version of Qubic Core whose behaviour this follows (1.301.7). */
const VERSION = 301;
const NO_KEY = new Uint8Array(32);

export type BroadcastVerdict = PoolVerdict | "invalid signature";

/** What a node can be asked and told, whatever the protocol. */
export class NodeService extends EventEmitter<{ transaction: [SignedTransaction] }> {
  readonly #chain: ChainState;
  readonly #runner: TickRunner;
  readonly #leader: TickLeader;
  #list: { list: ComputorList; encoded: Uint8Array } | undefined;

  constructor(chain: ChainState, runner: TickRunner) {
    super();
    this.#chain = chain;
    this.#runner = runner;
    this.#leader = new TickLeader(chain.computors);
  }

  tickInfo(): TickInfo {
    const { tick, epoch, initialTick, since } = this.#runner.head;
    const tickDuration = Math.min(0xffff, Math.round(performance.now() - since));
    return { tick, epoch, initialTick, tickDuration, aligned: NUMBER_OF_COMPUTORS, misaligned: 0 };
  }

  systemInfo(): SystemInfo {
    const { tick, epoch, initialTick } = this.#runner.head;
    const { spectrum, initialTime, numberOfTransactions } = this.#chain;
    const { signature } = this.#computors().list;
    return {
      version: VERSION,
      epoch,
      tick,
      initialTick,
      latestCreatedTick: tick,
      initialTime,
      numberOfEntities: spectrum.size,
      numberOfTransactions,
      randomMiningSeed: NO_KEY,
      solutionThreshold: 0,
      totalAmount: spectrum.totalAmount,
      entityBalanceDustThreshold: 0n,
      targetTickVoteSignature: 0,
      computorListSignature: new DataView(signature.buffer, signature.byteOffset).getBigUint64(0, true),
      solutionAdditionalThreshold: 0n,
    };
  }

  /** The current epoch's signed list, as message 2. */
  computorList(): Uint8Array {
    return this.#computors().encoded;
  }

  entity(publicKey: Uint8Array): Entity {
    const { spectrum } = this.#chain;
    const { tick } = this.#runner.head;
    const entry = spectrum.get(publicKey);
    if (entry) {
      const siblings = spectrum.tree.siblings(entry.index);
      return { ...entry, balance: entry.incoming - entry.outgoing, tick, spectrumIndex: entry.index, siblings };
    }
    return {
      publicKey,
      incoming: 0n,
      outgoing: 0n,
      incomingTransfers: 0,
      outgoingTransfers: 0,
      latestIncomingTick: 0,
      latestOutgoingTick: 0,
      balance: 0n,
      tick,
      spectrumIndex: -1,
      siblings: Array.from({ length: SPECTRUM_DEPTH }, () => NO_KEY),
    };
  }

  /** A contract function's output; undefined if there is no such function or it was aborted. */
  queryContract(contractIndex: number, inputType: number, input: Uint8Array): Uint8Array | undefined {
    try {
      return this.#chain.contracts.get(contractIndex)?.instance.query(inputType, input);
    } catch (error) {
      if (error instanceof ContractAbort) return undefined;
      throw error;
    }
  }

  /** Takes a transaction as it came over a wire: shape, then signature, then the pool. Throws QubicError MALFORMED. */
  broadcast(bytes: Uint8Array): { verdict: BroadcastVerdict; transaction: SignedTransaction } {
    const transaction = parseTransaction(bytes);
    if (!verifyTransaction(transaction)) return { verdict: "invalid signature", transaction };
    const verdict = this.#chain.pool.add(transaction);
    if (verdict === "added") this.emit("transaction", transaction);
    return { verdict, transaction };
  }

  /** The fixed list of a past tick or of one of the two next ones. */
  storedTick(tick: number): StoredTick | undefined {
    return this.#chain.ticks.get(tick);
  }

  /** A tick's data as message 8. */
  tickData(tick: number): Uint8Array | undefined {
    const stored = this.storedTick(tick);
    return stored && this.#leader.encode(stored);
  }

  /** An executed transaction of this epoch. */
  transaction(digest: Uint8Array): Uint8Array | undefined {
    return this.#chain.ticks.transaction(digest);
  }

  /** What a tick before the current one executed; undefined if it isn't known. */
  transactionStatus(tick: number): TransactionStatus | undefined {
    const currentTick = this.#runner.head.tick;
    if (tick >= currentTick) return undefined;
    const stored = this.storedTick(tick);
    const transactions: TransactionStatus["transactions"] = [];
    for (let i = 0; stored?.outcomes && i < transactionCount(stored); i++) {
      const outcome = stored.outcomes[i];
      if (outcome !== Outcome.notCounted)
        transactions.push({ digest: digestAt(stored, i), moneyFlew: outcome === Outcome.moneyFlew });
    }
    return { currentTick, tick, transactions };
  }

  #computors(): { list: ComputorList; encoded: Uint8Array } {
    const { epoch } = this.#runner.head;
    if (this.#list?.list.epoch !== epoch) {
      const list = this.#chain.computors.list(epoch);
      this.#list = { list, encoded: encodeComputorList(list) };
    }
    return this.#list!;
  }
}
