import { callFee, freshNonce, sendTransaction, type TransactionNode } from "@qubix/client";
import { type CommitItem, type ContractCall, call, type LeaseItem, type RevealItem } from "@qubix/contract";
import { contractPublicKey } from "@qubix/qubic";
import { anyNode } from "../chain/any-node.ts";
import { rememberingNode } from "../chain/remembering-node.ts";
import type { Services } from "../services.ts";

/** Items that one call carries. */
export const COMMITS_PER_CALL = 16;
export const REVEALS_PER_CALL = 4;
const LEASES_PER_CALL = 64;
const CALLS_IN_RESERVE = 100n;
const ID = new Uint8Array(32);
const NO_COMMIT: CommitItem = { commitment: ID, assignment: 0, attempt: 0 };
const NO_REVEAL: RevealItem = {
  resultDigest: ID,
  ciphertextDigest: ID,
  maskedKey: ID,
  salt: ID,
  charge: 0n,
  assignment: 0,
  attempt: 0,
};
const NO_LEASE: LeaseItem = { assignment: 0, attempt: 0, leaseTicks: 0 };

const padded = <T>(items: readonly T[], length: number, none: T): T[] =>
  Array.from({ length }, (_, i) => items[i] ?? none);

export const commitCall = (items: readonly CommitItem[]): ContractCall =>
  call.commitResults({ items: padded(items, COMMITS_PER_CALL, NO_COMMIT), count: items.length, nonce: freshNonce() });

export const revealCall = (items: readonly RevealItem[]): ContractCall =>
  call.revealResults({ items: padded(items, REVEALS_PER_CALL, NO_REVEAL), count: items.length, nonce: freshNonce() });

/** A renewal by the provider's own key objects to a pending revocation. */
export const objectCall = (assignment: number, attempt: number): ContractCall =>
  call.renewLeases({
    items: padded([{ assignment, attempt, leaseTicks: 0 }], LEASES_PER_CALL, NO_LEASE),
    count: 1,
    nonce: freshNonce(),
  });

/** Sends calls with the agent's hot key. */
export class ContractCalls {
  #fee: bigint | undefined;
  readonly #node: TransactionNode;
  readonly #services: Pick<Services, "chain" | "keyPair" | "config" | "log">;

  constructor(services: Pick<Services, "chain" | "keyPair" | "config" | "log">) {
    this.#services = services;
    this.#node = rememberingNode(anyNode(services.chain.nodes), services.config.pollMs / 2);
  }

  /** Warns when the hot key can't pay for many more calls: a sender without money is dropped by the network. */
  async checkFloat(): Promise<void> {
    const { chain, keyPair, log } = this.#services;
    const { balance } = await chain.node.entity(keyPair.publicKey);
    const fee = await this.#callFee();
    if (balance < fee * CALLS_IN_RESERVE) {
      log.warn("the hot key runs out of money for fees: send it some QU", {
        identity: keyPair.identity,
        balance: String(balance),
        fee: String(fee),
      });
    }
  }

  /** Sends a call and waits until a tick has taken it, signing anew only after proven absence. Whether it had its
   * effect, the state says: repeating a call is harmless. @throws SendError, QubicError */
  async send({ inputType, input }: ContractCall, signal?: AbortSignal): Promise<void> {
    const { chain, keyPair, config, log } = this.#services;
    const amount = await this.#callFee();
    const transaction = { destination: contractPublicKey(chain.contractIndex), amount, inputType, input };
    await sendTransaction(this.#node, keyPair, transaction, {
      tickOffset: config.tickOffset,
      pollMs: config.pollMs,
      ...(signal && { signal }),
      onSigned: ({ id, tick }) => log.debug("signed a transaction", { id, tick, inputType }),
    });
  }

  async #callFee(): Promise<bigint> {
    const { node, contractIndex } = this.#services.chain;
    this.#fee ??= await callFee({ node, contractIndex });
    return this.#fee;
  }
}
