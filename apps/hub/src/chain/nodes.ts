import { QubicError, type SignedTransaction, TcpClient, type TickInfo } from "@qubix/qubic";

/** One node's answer; its place tells which node, so that two answers are never one node's. */
export interface NodeAnswer<T> {
  node: number;
  value: T;
}

/**
 * The listed nodes of the network. Reads that decide something ask all of them and count; reads that the chain itself
 * checks later take the first answer.
 */
export class ChainNodes {
  readonly #clients: TcpClient[];
  #preferred = 0;

  /** @param addresses the network definition's nodes */
  constructor(addresses: { host: string; port: number }[], timeoutMs = 5_000) {
    this.#clients = addresses.map(({ host, port }) => new TcpClient({ host, port, timeoutMs }));
  }

  get listed(): number {
    return this.#clients.length;
  }

  /** How many nodes must say the same: two, or one where there is only one. */
  get need(): number {
    return Math.min(2, this.#clients.length);
  }

  /** Asks all nodes at once and returns the answers that came. */
  async all<T>(ask: (client: TcpClient) => Promise<T>): Promise<NodeAnswer<T>[]> {
    const results = await Promise.allSettled(this.#clients.map((client) => ask(client)));
    return results.flatMap((result, node) => (result.status === "fulfilled" ? [{ node, value: result.value }] : []));
  }

  /** Asks one of them, by its place. */
  at<T>(node: number, ask: (client: TcpClient) => Promise<T>): Promise<T> {
    return ask(this.#clients[node]!);
  }

  /**
   * The first answer, beginning with the node that answered last.
   * @throws QubicError of the last node when none answers; CONTRACT_CALL_FAILED at once, since it is an answer
   */
  async first<T>(ask: (client: TcpClient) => Promise<T>): Promise<T> {
    let failure: unknown;
    for (let turn = 0; turn < this.#clients.length; turn++) {
      const node = (this.#preferred + turn) % this.#clients.length;
      try {
        const value = await ask(this.#clients[node]!);
        this.#preferred = node;
        return value;
      } catch (error) {
        if (error instanceof QubicError && error.code === "CONTRACT_CALL_FAILED") throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /**
   * The first that a node has, of those that answer; undefined when none of them has it.
   * @throws QubicError of the last node when none answers
   */
  async firstFound<T>(ask: (client: TcpClient) => Promise<T | undefined>): Promise<T | undefined> {
    let answered = false;
    const found = this.first(async (client) => {
      const value = await ask(client);
      if (value !== undefined) return value;
      answered = true;
      throw new QubicError("NOT_FOUND", "The node does not have it.");
    });
    return found.catch((error) => {
      if (!answered) throw error;
      return undefined;
    });
  }

  /** So that the contract's typed queries take this for a node. */
  querySmartContract(contractIndex: number, inputType: number, input: Uint8Array): Promise<Uint8Array> {
    return this.first((client) => client.querySmartContract(contractIndex, inputType, input));
  }

  tickInfos(): Promise<NodeAnswer<TickInfo>[]> {
    return this.all((client) => client.tickInfo());
  }

  /** Hands the transaction to every node. @throws QubicError NODE_UNREACHABLE when none took it */
  async broadcast(transaction: Pick<SignedTransaction, "bytes">): Promise<void> {
    const taken = await this.all((client) => client.broadcastTransaction(transaction.bytes));
    if (taken.length === 0) throw new QubicError("NODE_UNREACHABLE", "No node took the transaction; trying again.");
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
  }
}
