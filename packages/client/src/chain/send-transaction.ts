import { equalBytes, type SignedTransaction } from "@qubix/qubic";
import { HubError } from "../hub/hub-error.ts";
import { signNow } from "../signing/sign-now.ts";
import type { Keys, UnsignedTransaction } from "../signing/signer.ts";
import type { ChainNode } from "./chain-node.ts";

/** What is needed of the chain. */
export type TransactionNode = Pick<ChainNode, "broadcastTransaction" | "transaction" | "tickData"> & {
  tickInfo(): Promise<{ tick: number }>;
};

export interface SendOptions {
  /** How many ticks ahead of the current one to sign; the network definition says. */
  tickOffset: number;
  /** Milliseconds between two looks at the node. */
  pollMs?: number;
  /** How often to sign anew for a later tick when a tick has passed without the transaction. */
  attempts?: number;
  signal?: AbortSignal;
  /** Told about each version that is signed, before it is sent. */
  onSigned?: (transaction: SignedTransaction) => void;
}

/** A transaction that no tick took. `code` is stable. */
export class SendError extends Error {
  override readonly name = "SendError";
  readonly code = "TRANSACTION_DROPPED";
  readonly hint = "The network was busy, or the sender has no funds. Check the balance and try again.";
}

/**
 * Signs and sends a transaction, watches the tick that it names, and signs it again for a later one only when it is
 * proven absent, as it is when it came too late to be sent. Returns the version that was included; included isn't
 * succeeded: look at the effect.
 * For calls the input carries a nonce, so that two included versions could not act twice.
 * @throws SendError after the last attempt; QubicError or HubError when the node does not answer
 */
export async function sendTransaction(
  node: TransactionNode,
  keys: Keys,
  transaction: Omit<UnsignedTransaction, "tick">,
  { tickOffset, pollMs = 50, attempts = 5, signal, onSigned }: SendOptions,
): Promise<SignedTransaction> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const [signed] = await signNow(keys, node, (tick) => [{ ...transaction, tick: tick + tickOffset }]);
    if (!signed) throw new Error("The signer signed nothing.");
    onSigned?.(signed);
    await broadcast(node, signed);
    await tickPassed(node, signed.tick, pollMs, signal);
    if (await wasIncluded(node, signed)) return signed;
  }
  throw new SendError(`No tick took the transaction in ${attempts} attempts.`);
}

/** A hub refuses what comes after its tick. That is no proof that no node had it before: the tick says whether it did. */
async function broadcast(node: TransactionNode, { bytes }: SignedTransaction): Promise<void> {
  try {
    await node.broadcastTransaction(bytes);
  } catch (error) {
    if (!(error instanceof HubError && error.code === "TICK_PASSED")) throw error;
  }
}

async function tickPassed(node: TransactionNode, tick: number, pollMs: number, signal?: AbortSignal): Promise<void> {
  while ((await node.tickInfo()).tick <= tick) {
    signal?.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** By the tick's own list; a node that keeps none for the tick is asked for the transaction itself. */
async function wasIncluded(node: TransactionNode, { tick, digest }: SignedTransaction): Promise<boolean> {
  const data = await node.tickData(tick);
  if (!data) return (await node.transaction(digest)) !== undefined;
  return data.transactionDigests.some((other) => equalBytes(other, digest));
}
