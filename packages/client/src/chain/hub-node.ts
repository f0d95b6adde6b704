import type { ChainTransaction, RouteResponse } from "@qubix/protocol";
import {
  type ComputorList,
  concatBytes,
  decodeComputorList,
  digestFromTransactionId,
  type Entity,
  encodeUnsignedTransaction,
  equalBytes,
  fromHex,
  identityFromPublicKey,
  parseTransaction,
  publicKeyFromIdentity,
  QubicError,
  type SignedTransaction,
  type TickData,
  toHex,
  transactionIdFromDigest,
} from "@qubix/qubic";
import type { HubClient } from "../hub/hub-client.ts";
import { HubError } from "../hub/hub-error.ts";
import type { ChainNode } from "./chain-node.ts";

/**
 * The chain through a hub, for those who can't speak to its nodes, such as browsers. Rejects with HubError where `TcpClient`
 * rejects with QubicError, and with QubicError for answers that contradict themselves.
 */
export class HubNode implements ChainNode {
  constructor(readonly hub: HubClient) {}

  async tickInfo(): Promise<{ tick: number; epoch: number }> {
    const { tick, epoch } = await this.hub.call("getTickInfo", {});
    return { tick, epoch };
  }

  async entity(publicKey: Uint8Array): Promise<Omit<Entity, "spectrumIndex" | "siblings">> {
    const identity = identityFromPublicKey(publicKey);
    const entity = await this.hub.call("getEntity", { params: { identity } });
    if (entity.identity !== identity) throw unexpected("another entity");
    const { incomingTransfers, outgoingTransfers, latestIncomingTick, latestOutgoingTick, tick } = entity;
    return {
      ...{ publicKey, incomingTransfers, outgoingTransfers, latestIncomingTick, latestOutgoingTick, tick },
      balance: BigInt(entity.balance),
      incoming: BigInt(entity.incoming),
      outgoing: BigInt(entity.outgoing),
    };
  }

  /** Of the Qubix contract alone: hubs ask no other, whatever `contractIndex` says. */
  async querySmartContract(_contractIndex: number, inputType: number, input: Uint8Array): Promise<Uint8Array> {
    const { output } = await this.hub.call("callFunction", { params: { inputType }, body: { input: toHex(input) } });
    return fromHex(output);
  }

  async broadcastTransaction(bytes: Uint8Array): Promise<void> {
    await this.hub.call("broadcastTransaction", { body: { transaction: toHex(bytes) } });
  }

  async tickData(tick: number): Promise<TickData | undefined> {
    const document = await orNone("TICK_NOT_FOUND", this.hub.call("getTick", { params: { tick } }));
    if (document && document.tick !== tick) throw unexpected("another tick");
    return document && tickDataOf(document);
  }

  async tickTransactions(tick: number): Promise<SignedTransaction[]> {
    const { transactions } = await this.hub.call("getTickTransactions", { params: { tick } });
    const parsed = transactions.map((hex) => parseTransaction(fromHex(hex)));
    if (parsed.some((transaction) => transaction.tick !== tick)) throw unexpected("another tick's transaction");
    return parsed;
  }

  /** Only one that a tick has taken, as nodes keep them. */
  async transaction(digest: Uint8Array): Promise<SignedTransaction | undefined> {
    const id = transactionIdFromDigest(digest);
    const document = await orNone("TRANSACTION_NOT_FOUND", this.hub.call("getChainTransaction", { params: { id } }));
    if (!document?.included) return undefined;
    const transaction = signedTransactionOf(document);
    if (!equalBytes(transaction.digest, digest)) throw unexpected("another transaction");
    return transaction;
  }

  async computors(): Promise<ComputorList> {
    const { list } = await this.hub.call("getComputors", {});
    return decodeComputorList(fromHex(list));
  }
}

/** The transaction that a document tells of, as it was signed: hash and signature are its own. @throws QubicError */
export function signedTransactionOf(document: ChainTransaction): SignedTransaction {
  const { tick, inputType } = document;
  const unsigned = encodeUnsignedTransaction({
    ...{ tick, inputType, amount: BigInt(document.amount), input: fromHex(document.input) },
    source: publicKeyFromIdentity(document.source),
    destination: publicKeyFromIdentity(document.destination),
  });
  return parseTransaction(concatBytes(unsigned, fromHex(document.signature)));
}

/** What a tick's leader signed: `verifyTickData` checks it. @throws QubicError when an id's letters don't fit */
export function tickDataOf(document: RouteResponse<"getTick">): TickData {
  const { epoch, tick, time, leader, timelock, ids, contractFees, signature } = document;
  return {
    ...{ computorIndex: leader, epoch, tick },
    time: new Date(time),
    timelock: fromHex(timelock),
    transactionDigests: ids.map(digestFromTransactionId),
    contractFees: contractFees.map(({ contractIndex, fee }) => ({ contractIndex, fee: BigInt(fee) })),
    signature: fromHex(signature),
  };
}

/** The answer; undefined when the hub has none. */
async function orNone<T>(code: string, asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error) => {
    if (error instanceof HubError && error.code === code) return undefined;
    throw error;
  });
}

function unexpected(what: string): QubicError {
  return new QubicError("UNEXPECTED_ANSWER", `The hub answered about ${what}.`);
}
