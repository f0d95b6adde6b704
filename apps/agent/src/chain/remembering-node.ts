import type { TransactionNode } from "@qubix/client";

/** Ticks whose data are kept: calls that were sent side by side ask about the same few. */
const KEPT = 8;

/** A node whose answers to questions that many ask at once are shared: the current tick for a moment, the data of past ticks
 * for longer. */
export function rememberingNode(node: TransactionNode, freshMs: number): TransactionNode {
  let current: { at: number; info: ReturnType<TransactionNode["tickInfo"]> } | undefined;
  const ticks = new Map<number, ReturnType<TransactionNode["tickData"]>>();
  return {
    ...node,
    tickInfo() {
      if (!current || performance.now() - current.at > freshMs)
        current = { at: performance.now(), info: node.tickInfo() };
      return current.info;
    },
    tickData(tick) {
      const known = ticks.get(tick);
      if (known) return known;
      const asked = node.tickData(tick);
      ticks.set(tick, asked);
      if (ticks.size > KEPT) ticks.delete(ticks.keys().next().value!);
      const forget = () => ticks.get(tick) === asked && ticks.delete(tick);
      asked.then((data) => data ?? forget(), forget);
      return asked;
    },
  };
}
