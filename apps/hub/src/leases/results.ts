import { type AttemptRecord, BlobError, type Repositories } from "@qubix/market";
import { type AttemptMetrics, k12, type ResultUpload, sha256OfBlob, toHex } from "@qubix/protocol";
import { Coalescer, type Store } from "@qubix/store";
import { checkCiphertext } from "../blobs/check-ciphertext.ts";
import { inOnePiece } from "../blobs/in-one-piece.ts";
import { loadProjections, writeProjections } from "../chain/apply-events.ts";
import type { JobProjection } from "../chain/job-projection.ts";
import { Problem } from "../problem.ts";

/** A sealed result as a provider hands it in. */
export interface Delivery extends ResultUpload {
  jobKey: string;
  attempt: number;
  provider: { slot: number; identity: string };
  /** Its bytes, unless they are a blob already. */
  content?: Uint8Array | undefined;
}

interface Checked extends Delivery {
  sha256: string;
  size: number;
}

/**
 * Takes sealed results of attempts: bytes first, then attempt, job and the requester's claim in one transaction, which those
 * share that come at about the same time.
 */
export class Results {
  readonly #writes: Coalescer<Checked, true>;

  constructor(readonly store: Store) {
    this.#writes = new Coalescer((items) => this.#write(items));
  }

  /** @throws Problem ATTEMPT_NOT_FOUND, ATTEMPT_FENCED, BLOB_NOT_FOUND, BLOB_DIGEST_MISMATCH */
  async take(delivery: Delivery): Promise<void> {
    const { blob, ciphertextDigest, content, provider } = delivery;
    attemptOf(await this.store.attempts.find(delivery.jobKey, delivery.attempt), delivery);
    const sha256 = sha256OfBlob(blob);
    const size = content ? await this.#keep(sha256, content, ciphertextDigest) : await this.#sizeOf(sha256);
    if (!content) await checkCiphertext(this.store.blobs, sha256, ciphertextDigest);
    await this.#writes.call({ ...delivery, sha256, size, provider });
  }

  async #keep(sha256: string, content: Uint8Array, ciphertextDigest: string): Promise<number> {
    const actual = toHex(k12(content));
    if (actual !== ciphertextDigest)
      throw new Problem("BLOB_DIGEST_MISMATCH", `The bytes' K12 digest is ${actual}, not ${ciphertextDigest}.`);
    try {
      await this.store.blobs.put(sha256, inOnePiece(content), content.length);
      return content.length;
    } catch (error) {
      if (error instanceof BlobError) throw new Problem(error.code, error.message);
      throw error;
    }
  }

  async #sizeOf(sha256: string): Promise<number> {
    const size = (await this.store.blobLedger.sizes([sha256])).get(sha256);
    if (size === undefined) throw new Problem("BLOB_NOT_FOUND", `sha256:${sha256} is not uploaded.`);
    return size;
  }

  /** @throws Problem for all of them when one is refused: the others are taken alone then */
  #write(items: Checked[]): Promise<true[]> {
    return this.store.transaction(async (within) => {
      const projections = await loadProjections(within, [...new Set(items.map(({ jobKey }) => jobKey))]);
      const fresh = items.filter((item) => project(item, projections.get(item.jobKey)));
      await writeProjections(within, [...projections.values()]);
      // Last, as it makes deliveries to one requester take turns.
      await keepFor(within, fresh, projections);
      return items.map(() => true as const);
    });
  }
}

/** @returns whether there is anything to write */
function project(item: Checked, projection: JobProjection | undefined): boolean {
  const attempt = attemptOf(
    projection?.attempts.find(({ attempt }) => attempt === item.attempt),
    item,
  );
  if (attempt.artifact === item.blob) return false;
  if (attempt.commitment !== undefined)
    throw new Problem("ATTEMPT_FENCED", "The commitment is on the chain; the result can't change any more.");
  const { blob, size, ciphertextDigest, metrics } = item;
  projection!.uploaded(item.attempt, { blob, size, ciphertextDigest, metrics: metrics as AttemptMetrics | undefined });
  return true;
}

async function keepFor(
  { blobLedger }: Repositories,
  items: readonly Checked[],
  projections: ReadonlyMap<string, JobProjection>,
): Promise<void> {
  const inline = items.filter(({ content }) => content);
  const results = inline.map(({ jobKey, sha256: digest, size }) => {
    return { jobKey, requester: projections.get(jobKey)!.job.requester, digest, size };
  });
  if ((await blobLedger.deliver(results)).includes(false))
    throw new Problem("BLOB_BUSY", "An old copy is just being deleted.");
  for (const { jobKey, provider, sha256, blob, content } of items)
    if (!content && !(await blobLedger.takeArtifact(jobKey, provider.identity, sha256)))
      throw new Problem("BLOB_NOT_FOUND", `${blob} is not here any more.`);
}

/** @throws Problem ATTEMPT_NOT_FOUND, ATTEMPT_FENCED */
function attemptOf(attempt: AttemptRecord | undefined, { jobKey, provider, attempt: number }: Delivery): AttemptRecord {
  if (!attempt || attempt.provider !== provider.slot)
    throw new Problem("ATTEMPT_NOT_FOUND", `Attempt ${number} of ${jobKey} is not provider ${provider.slot}'s.`);
  if (attempt.state === "ended")
    throw new Problem("ATTEMPT_FENCED", `The attempt ended: ${attempt.endReason ?? "reason unknown"}.`);
  return attempt;
}
