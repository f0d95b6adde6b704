import type { TransactionNode } from "@qubix/client";
import type { TcpClient } from "@qubix/qubic";

/** All nodes as one for sending: a transaction goes to each, a question to whoever answers. Tick data is asked of the
 * first that has it: only a tick that nobody can show counts as empty. */
export function anyNode(nodes: readonly TcpClient[]): TransactionNode {
  const first = <T>(ask: (node: TcpClient) => Promise<T>): Promise<T> =>
    Promise.any(nodes.map(ask)).catch((error: AggregateError) => {
      throw error.errors[0];
    });
  const firstFound = <T>(ask: (node: TcpClient) => Promise<T | undefined>): Promise<T | undefined> => {
    let answered = false;
    const found = nodes.map(async (node) => {
      const answer = await ask(node);
      answered = true;
      if (answer === undefined) throw new Error("not here");
      return answer;
    });
    return Promise.any(found).catch((error: AggregateError) => {
      if (answered) return undefined;
      throw error.errors[0];
    });
  };
  return {
    tickInfo: () => first((node) => node.tickInfo()),
    broadcastTransaction: (bytes) => first((node) => node.broadcastTransaction(bytes)),
    tickData: (tick) => firstFound((node) => node.tickData(tick)),
    transaction: (digest) => firstFound((node) => node.transaction(digest)),
  };
}
