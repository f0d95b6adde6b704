import {
  type ComputorList,
  type Entity,
  equalBytes,
  parseTransaction,
  QubicError,
  type SignedTransaction,
  type TcpClient,
  type TickData,
  type TickInfo,
  verifyTransaction,
} from "@qubix/qubic";
import type { ChainNodes } from "../chain/nodes.ts";
import { Problem } from "../problem.ts";
import { remembered } from "../remembered.ts";
import { askingNodes } from "./asking-nodes.ts";

/** The list changes once an epoch; it carries its own proof, so an old one misleads nobody for long. */
const COMPUTORS_FRESH_MS = 5_000;
/** Who follows a transaction asks many times a second. */
const TICK_FRESH_MS = 50;

/** A transaction, and what is known of the tick that it names. */
export interface FoundTransaction {
  transaction: SignedTransaction;
  time?: Date;
  /** Whether the tick took it; missing while that is not known. */
  included?: boolean;
}

export interface FoundTick {
  data: TickData;
  /** Those of its transactions that a node has, in the tick's order. */
  transactions: SignedTransaction[];
}

/**
 * Asks the network's nodes on behalf of those who can't. Answers are passed on as one node gave them: they are claims, and
 * what can be proven carries its proof. Every method throws Problem NODE_UNREACHABLE when no node answers.
 */
export class ChainGateway {
  readonly computors: () => Promise<ComputorList>;
  /** Where a node is right now: the hub's own view is older by as long as it waits between two looks. */
  readonly tickInfo: () => Promise<TickInfo>;

  constructor(
    readonly nodes: ChainNodes,
    readonly contractIndex: number,
  ) {
    const clock = { monotonic: () => performance.now() };
    const ask = <T>(of: (client: TcpClient) => Promise<T>) => askingNodes(nodes.first(of));
    this.computors = remembered(() => ask((client) => client.computors()), COMPUTORS_FRESH_MS, clock);
    this.tickInfo = remembered(() => ask((client) => client.tickInfo()), TICK_FRESH_MS, clock);
  }

  entity(publicKey: Uint8Array): Promise<Entity> {
    return askingNodes(this.nodes.first((client) => client.entity(publicKey)));
  }

  /** @throws Problem CONTRACT_CALL_FAILED */
  callFunction(inputType: number, input: Uint8Array): Promise<Uint8Array> {
    return askingNodes(this.nodes.querySmartContract(this.contractIndex, inputType, input));
  }

  /** What a node says of a past tick; undefined when none has data of it. */
  tick(tick: number): Promise<FoundTick | undefined> {
    const ask = this.nodes.firstFound(async (client) => {
      const data = await client.tickData(tick);
      if (!data) return undefined;
      const had = data.transactionDigests.length === 0 ? [] : await client.tickTransactions(tick);
      const transactions = data.transactionDigests.flatMap(
        (digest) => had.find((transaction) => equalBytes(transaction.digest, digest)) ?? [],
      );
      return { data, transactions };
    });
    return askingNodes(ask);
  }

  /** All that a node has for a tick, also what the tick left out, in no order. */
  tickTransactions(tick: number): Promise<SignedTransaction[]> {
    return askingNodes(this.nodes.first((client) => client.tickTransactions(tick)));
  }

  /** A transaction of this epoch that a node has; undefined when none has it. */
  async transaction(digest: Uint8Array): Promise<FoundTransaction | undefined> {
    const ask = this.nodes.firstFound(async (client) => {
      const transaction = await client.transaction(digest);
      return transaction && { transaction, data: await client.tickData(transaction.tick) };
    });
    const found = await askingNodes(ask);
    if (!found) return undefined;
    const { transaction, data } = found;
    // A node shows what it has executed. Where it keeps the tick's data too, those decide.
    const included = data ? data.transactionDigests.some((other) => equalBytes(other, digest)) : true;
    return { transaction, included, ...(data && { time: data.time }) };
  }

  /** Hands signed bytes to all nodes. @throws Problem INVALID_TRANSACTION, TICK_PASSED */
  async broadcast(bytes: Uint8Array): Promise<SignedTransaction> {
    const transaction = parse(bytes);
    const { tick } = await this.tickInfo();
    if (transaction.tick <= tick)
      throw new Problem("TICK_PASSED", `The transaction is for tick ${transaction.tick}; it is ${tick} now.`);
    if (!verifyTransaction(transaction)) throw new Problem("INVALID_TRANSACTION", "The signature is wrong.");
    await askingNodes(this.nodes.broadcast(transaction));
    return transaction;
  }
}

function parse(bytes: Uint8Array): SignedTransaction {
  try {
    return parseTransaction(bytes);
  } catch (error) {
    if (error instanceof QubicError) throw new Problem("INVALID_TRANSACTION", error.message);
    throw error;
  }
}
