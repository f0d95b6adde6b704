import { equalBytes, isZero, toHex } from "../bytes/bytes.ts";
import { k12 } from "../crypto/k12.ts";
import { verifyMany } from "../crypto/signature.ts";
import { QubicError } from "../errors.ts";
import type { Transaction } from "../transactions/transaction.ts";
import { type ComputorList, QUORUM } from "../wire/computors.ts";
import { authorizationDigestOf } from "./authorization-digest.ts";
import { decodeAuthorization, OC_AUTHORIZATION_INPUT_TYPE, type OcAuthorization } from "./authorization-transaction.ts";
import type { OcInvocation, OcSigner } from "./invocation.ts";

/**
 * Rebuilds the bundle of an invocation from the transactions of the ticks after it, so that a push which nobody caught
 * isn't lost. Give it ticks in their order until `bundle` is there: an invocation is authorized within 12 ticks.
 */
export class BundleBuilder {
  readonly #invocation: Omit<OcInvocation, "signers">;
  readonly #requestDigest: Uint8Array;
  readonly #digest: Uint8Array;
  readonly #computorIndices = new Map<string, number>();
  readonly #publicKeys: Uint8Array[];
  readonly #signers = new Map<number, OcSigner>();

  /** `computors`: the verified list of the invocation's epoch. */
  constructor(invocation: Omit<OcInvocation, "signers">, computors: Pick<ComputorList, "epoch" | "publicKeys">) {
    if (invocation.epoch !== computors.epoch) {
      throw new QubicError(
        "WRONG_EPOCH",
        `These are the computors of epoch ${computors.epoch}, not ${invocation.epoch}.`,
      );
    }
    this.#invocation = invocation;
    this.#requestDigest = k12(invocation.request);
    const { epoch, interfaceIndex, invocationId } = invocation;
    this.#digest = authorizationDigestOf(epoch, interfaceIndex, invocationId, this.#requestDigest);
    this.#publicKeys = computors.publicKeys;
    computors.publicKeys.forEach((key, index) => {
      this.#computorIndices.set(toHex(key), index);
    });
  }

  /** Valid signatures seen so far, 451 at most. */
  get signatures(): number {
    return this.#signers.size;
  }

  /** The bundle, once 451 computors have signed. */
  get bundle(): OcInvocation | undefined {
    if (this.#signers.size < QUORUM) return undefined;
    return { ...this.#invocation, signers: [...this.#signers.values()] };
  }

  /** Takes transactions of any kind; what doesn't authorize this invocation is left out. */
  add(transactions: Iterable<Pick<Transaction, "source" | "destination" | "inputType" | "input">>): void {
    const found = new Map<number, OcSigner>();
    for (const transaction of transactions) {
      const computorIndex = this.#computorIndices.get(toHex(transaction.source));
      if (computorIndex === undefined || this.#signers.has(computorIndex)) continue;
      const item = authorizationsIn(transaction).find((candidate) => this.#isMine(candidate));
      if (item) found.set(computorIndex, { computorIndex, signature: item.signature });
    }
    const candidates = [...found.values()];
    const valid = verifyMany(
      candidates.map(({ computorIndex, signature }) => ({
        publicKey: this.#publicKeys[computorIndex]!,
        digest: this.#digest,
        signature,
      })),
    );
    candidates.forEach((signer, i) => {
      if (valid[i] && this.#signers.size < QUORUM) this.#signers.set(signer.computorIndex, signer);
    });
  }

  #isMine(item: OcAuthorization): boolean {
    const { invocationId, interfaceIndex, epoch } = this.#invocation;
    return (
      item.invocationId === invocationId &&
      item.interfaceIndex === interfaceIndex &&
      item.epoch === epoch &&
      equalBytes(item.requestDigest, this.#requestDigest)
    );
  }
}

/** The authorizations in a transaction; none if it isn't of that kind or malformed. */
function authorizationsIn(transaction: Pick<Transaction, "destination" | "inputType" | "input">): OcAuthorization[] {
  if (transaction.inputType !== OC_AUTHORIZATION_INPUT_TYPE || !isZero(transaction.destination)) return [];
  try {
    return decodeAuthorization(transaction.input);
  } catch (error) {
    if (error instanceof QubicError) return [];
    throw error;
  }
}
