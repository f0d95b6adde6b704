import { type AssignmentEntry, decode, leafOf, query, verifyPath } from "@qubix/contract";
import type { AuthorizationProof } from "@qubix/protocol";
import { decodeInvocation, equalBytes, fromHex, type OcInvocation, toHex, verifyBundle } from "@qubix/qubic";
import type { Attempt } from "../attempts/attempt.ts";
import type { ChainReader } from "./chain-reader.ts";

/** The proof does not show that 451 computors authorized this assignment. */
export class NotAuthorizedError extends Error {
  readonly code = "NOT_AUTHORIZED";
}

const REMEMBERED = 256;

/** Checks that the computors authorized an assignment: bundle, root, path, leaf, and that the root is the contract's. */
export class AuthorizationVerifier {
  readonly #chain: ChainReader;
  /** Invocations whose signatures were verified, by their digest-like name. */
  readonly #verified = new Set<string>();
  signaturesVerified = 0;

  constructor(chain: ChainReader) {
    this.#chain = chain;
  }

  /** @throws NotAuthorizedError, or the nodes' errors where they can't be asked */
  async verify(
    attempt: Attempt,
    entry: AssignmentEntry,
    providerOwner: Uint8Array,
    proof: AuthorizationProof,
  ): Promise<void> {
    const bundle = this.#decode(proof);
    const { record, slot } = entry;
    const request = decode("OcRequest", bundle.request);
    const { contractIndex, ocInterface } = this.#chain;
    if (bundle.interfaceIndex !== ocInterface || request.contractIndex !== BigInt(contractIndex))
      throw refused("the bundle is for another contract");
    if (request.batch !== record.batch || proof.leafIndex !== record.leafIndex)
      throw refused("the bundle is for another batch");
    const leaf = leafOf({
      contractIndex,
      jobKey: attempt.jobKey,
      specDigest: attempt.specDigest,
      provider: providerOwner,
      price: record.price,
      assignment: slot,
      attempt: record.attempt,
      expiry: record.expiry,
    });
    if (
      !verifyPath(
        leaf,
        proof.leafIndex,
        proof.path.map((sibling) => fromHex(sibling)),
        request.root,
      )
    )
      throw refused("the path does not lead to the root");
    await this.#checkSignatures(bundle);
    const batch = await this.#chain.agreed(
      "the batch",
      (reader) => query.getBatch(reader, { batch: record.batch }),
      ({ root, invocationId, found }) => [root, invocationId, found],
    );
    if (!batch.found || !equalBytes(batch.root, request.root) || batch.invocationId !== bundle.invocationId)
      throw refused("the contract knows no such root");
  }

  #decode(proof: AuthorizationProof): OcInvocation {
    try {
      return decodeInvocation(fromHex(proof.bundle));
    } catch (error) {
      throw refused((error as Error).message);
    }
  }

  async #checkSignatures(bundle: OcInvocation): Promise<void> {
    const name = `${bundle.epoch}:${bundle.invocationId}:${toHex(bundle.request)}`;
    if (this.#verified.has(name)) return;
    const computors = await this.#chain.computors.get(bundle.epoch);
    if (!computors) throw refused(`no node shows the computors of epoch ${bundle.epoch}`);
    const verdict = verifyBundle(bundle, computors);
    if (!verdict.ok) throw refused(verdict.reason);
    this.signaturesVerified += verdict.verified;
    this.#verified.add(name);
    if (this.#verified.size > REMEMBERED) this.#verified.delete(this.#verified.values().next().value!);
  }
}

const refused = (reason: string) => new NotAuthorizedError(`The authorization is not good: ${reason}.`);
