import { TICK_ITEMS, type TickDocument, type TickSummary } from "@qubix/protocol";
import { type TickData, toHex, transactionIdFromDigest } from "@qubix/qubic";
import type { FoundTick } from "../../gateway/chain-gateway.ts";
import { presentChainTransaction } from "./chain-transaction.ts";

export function presentTick({ data, transactions }: FoundTick, contractIndex: number): TickDocument {
  return {
    ...summaryOf(data),
    timelock: toHex(data.timelock),
    ids: data.transactionDigests.map(transactionIdFromDigest),
    contractFees: data.contractFees.map(({ contractIndex, fee }) => ({ contractIndex, fee: String(fee) })),
    signature: toHex(data.signature),
    items: transactions
      .slice(0, TICK_ITEMS)
      .map((transaction) => presentChainTransaction({ transaction, time: data.time, included: true }, contractIndex)),
  };
}

function summaryOf({ tick, epoch, time, computorIndex, transactionDigests }: TickData): TickSummary {
  return { tick, epoch, time: time.getTime(), leader: computorIndex, transactions: transactionDigests.length };
}
