import { type AssignmentEntry, BatchStatus, decode, leafOf, query, verifyPath } from "@qubix/contract";
import type { AuthorizationProof } from "@qubix/protocol";
import { decodeInvocation, equalBytes, fromHex, type OcInvocation, verifyBundle } from "@qubix/qubic";
import type { Attempt } from "../attempts/attempt.ts";
import type { ChainReader } from "./chain-reader.ts";

/** The proof does not show that 451 computors authorized this assignment. */
export class NotAuthorizedError extends Error {
  readonly code = "NOT_AUTHORIZED";
}

const REMEMBERED = 256;

/** A batch whose bundle was found good, with the root that the contract has for it. */
type GoodBatch = { root: Uint8Array };

/** Checks that the computors authorized an assignment: bundle, root, path, leaf, and that the root is the contract's. The
 * bundle is asked for once for all assignments of a batch; their paths come from the agent's own node then. */
export class AuthorizationVerifier {
  readonly #chain: ChainReader;
  readonly #good = new Map<number, GoodBatch>();
  /** Proofs on their way from the hub, by batch. */
  readonly #asked = new Map<number, Promise<"authorized" | "not yet">>();
  signaturesVerified = 0;

  constructor(chain: ChainReader) {
    this.#chain = chain;
  }

  /** @param askHub fetches the assignment's proof
   * @throws NotAuthorizedError, or the errors of nodes and hub where they can't be asked */
  async check(
    attempt: Attempt,
    entry: AssignmentEntry,
    providerOwner: Uint8Array,
    askHub: () => Promise<AuthorizationProof>,
  ): Promise<"authorized" | "not yet"> {
    const { batch } = entry.record;
    const asked = this.#asked.get(batch);
    if (asked && !this.#good.has(batch)) {
      const progress = await asked.catch(() => undefined);
      if (progress === "not yet") return progress;
    }
    if (await this.#isUnderGoodRoot(attempt, entry, providerOwner)) return "authorized";
    // One of the others may have begun to ask meanwhile: then this one waits for it, too.
    if (this.#asked.has(batch) && !this.#good.has(batch)) return this.check(attempt, entry, providerOwner, askHub);
    const asking = this.#ask(attempt, entry, providerOwner, askHub);
    this.#asked.set(batch, asking);
    return asking.finally(() => this.#asked.get(batch) === asking && this.#asked.delete(batch));
  }

  async #ask(
    attempt: Attempt,
    entry: AssignmentEntry,
    providerOwner: Uint8Array,
    askHub: () => Promise<AuthorizationProof>,
  ): Promise<"authorized" | "not yet"> {
    if (!(await this.#isAuthorized(entry.record.batch))) return "not yet";
    await this.#verify(attempt, entry, providerOwner, await askHub());
    return "authorized";
  }

  /** What one node says: enough to know whether asking the hub makes sense. */
  async #isAuthorized(batch: number): Promise<boolean> {
    return (await query.getBatch(this.#chain.reader, { batch })).status === BatchStatus.Authorized;
  }

  /** Whether a path leads from the assignment to a root that was found good before. */
  async #isUnderGoodRoot(attempt: Attempt, entry: AssignmentEntry, providerOwner: Uint8Array): Promise<boolean> {
    const { batch, leafIndex: index } = entry.record;
    const good = this.#good.get(batch);
    if (!good) return false;
    const { found, siblings, depth } = await query.getPath(this.#chain.reader, { batch, index });
    return !!found && verifyPath(this.#leaf(attempt, entry, providerOwner), index, siblings.slice(0, depth), good.root);
  }

  #leaf(attempt: Attempt, { record, slot }: AssignmentEntry, provider: Uint8Array): Uint8Array {
    return leafOf({
      contractIndex: this.#chain.contractIndex,
      jobKey: attempt.jobKey,
      specDigest: attempt.specDigest,
      provider,
      price: record.price,
      assignment: slot,
      attempt: record.attempt,
      expiry: record.expiry,
    });
  }

  async #verify(
    attempt: Attempt,
    entry: AssignmentEntry,
    providerOwner: Uint8Array,
    proof: AuthorizationProof,
  ): Promise<void> {
    const bundle = this.#decode(proof);
    const { record } = entry;
    const request = decode("OcRequest", bundle.request);
    const { contractIndex, ocInterface } = this.#chain;
    if (bundle.interfaceIndex !== ocInterface || request.contractIndex !== BigInt(contractIndex))
      throw refused("the bundle is for another contract");
    if (request.batch !== record.batch || proof.leafIndex !== record.leafIndex)
      throw refused("the bundle is for another batch");
    const path = proof.path.map((sibling) => fromHex(sibling));
    if (!verifyPath(this.#leaf(attempt, entry, providerOwner), proof.leafIndex, path, request.root))
      throw refused("the path does not lead to the root");
    await this.#checkSignatures(bundle);
    const batch = await this.#chain.agreed(
      "the batch",
      (reader) => query.getBatch(reader, { batch: record.batch }),
      ({ root, invocationId, found }) => [root, invocationId, found],
    );
    if (!batch.found || !equalBytes(batch.root, request.root) || batch.invocationId !== bundle.invocationId)
      throw refused("the contract knows no such root");
    this.#good.set(record.batch, { root: request.root });
    if (this.#good.size > REMEMBERED) this.#good.delete(this.#good.keys().next().value!);
  }

  #decode(proof: AuthorizationProof): OcInvocation {
    try {
      return decodeInvocation(fromHex(proof.bundle));
    } catch (error) {
      throw refused((error as Error).message);
    }
  }

  async #checkSignatures(bundle: OcInvocation): Promise<void> {
    const computors = await this.#chain.computors.get(bundle.epoch);
    if (!computors) throw refused(`no node shows the computors of epoch ${bundle.epoch}`);
    const verdict = verifyBundle(bundle, computors);
    if (!verdict.ok) throw refused(verdict.reason);
    this.signaturesVerified += verdict.verified;
  }
}

const refused = (reason: string) => new NotAuthorizedError(`The authorization is not good: ${reason}.`);
