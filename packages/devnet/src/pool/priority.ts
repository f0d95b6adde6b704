import type { EntityRecord, Transaction } from "@qubix/qubic";

const MAX_PRIORITY = 2n ** 63n - 1n;

/**
 * How much a transaction matters to a full pool: its sender's balance × ticks since the sender's last outgoing
 * transfer (since the first incoming one for a new entity), less one. Zero, and refused, without a balance.
 */
export function priorityOf(
  transaction: Pick<Transaction, "tick">,
  sender: Pick<EntityRecord, "incoming" | "outgoing" | "latestIncomingTick" | "latestOutgoingTick"> | undefined,
): bigint {
  const balance = sender ? sender.incoming - sender.outgoing : 0n;
  if (!sender || balance <= 0n) return 0n;
  const latest = sender.latestOutgoingTick || sender.latestIncomingTick;
  const product = balance * BigInt((transaction.tick - latest + 1) >>> 0);
  return (product < MAX_PRIORITY ? product : MAX_PRIORITY) - 1n;
}
