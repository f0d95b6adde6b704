import { randomBytes } from "node:crypto";
import { BlobError, type Clock, type UploadRecord } from "@qubix/market";
import { UPLOAD_PART_BYTES, type UploadDocument } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import { Problem } from "../problem.ts";
import type { BlobService } from "./blob-service.ts";

/** Uploads of one account at a time. */
const MOST = 32;
const LASTS_MS = 7 * 86_400_000;

export interface UploadServiceDeps {
  store: Pick<Store, "blobs" | "blobLedger" | "uploads">;
  blobs: BlobService;
  clock: Clock;
}

/** Uploads in parts. Everything that was received is known after a restart, of the client or of the hub. */
export class UploadService {
  /** Being joined in this process. */
  readonly #joining = new Set<string>();

  constructor(readonly deps: UploadServiceDeps) {}

  /** @throws Problem BLOB_TOO_LARGE, QUOTA_EXCEEDED, TOO_MANY_UPLOADS */
  async begin(account: string, digest: string, size: number): Promise<UploadDocument> {
    const { store, blobs, clock } = this.deps;
    const before = await store.uploads.find(account, digest);
    if (before?.size === size && before.expiresAt > clock.now()) return this.#present(before);
    const expiresAt = clock.now() + LASTS_MS;
    await blobs.reserve(account, digest, size, expiresAt);
    const id = `up_${randomBytes(12).toString("hex")}`;
    const upload = await store.uploads.begin({ id, account, digest, size, expiresAt }, MOST);
    if (upload !== undefined) return this.#present(upload);
    await store.blobLedger.release(account, digest);
    throw new Problem("TOO_MANY_UPLOADS", `An account has at most ${MOST} uploads under way.`);
  }

  /** @throws Problem UPLOAD_NOT_FOUND */
  async get(account: string, id: string): Promise<UploadDocument> {
    return this.#present(await this.#own(account, id));
  }

  /** @throws Problem UPLOAD_NOT_FOUND, INVALID_PART, BLOB_DIGEST_MISMATCH, STORAGE_FULL */
  async putPart(
    account: string,
    id: string,
    part: { number: number; digest: string; size: number },
    source: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const { store, blobs } = this.deps;
    const upload = await this.#own(account, id);
    const expected = sizeOfPart(upload, part.number);
    if (part.size !== expected)
      throw new Problem("INVALID_PART", `Part ${part.number} has ${expected ?? "no"} bytes, not ${part.size}.`, {
        expected,
      });
    await translated(() => store.blobs.putPart(id, part.number, part.digest, source, part.size));
    blobs.noteReceived(part.size);
    if (await store.uploads.addPart(id, part.number, part.digest)) return;
    await store.blobs.dropParts(id); // cancelled meanwhile
    throw notFound(id);
  }

  /** @throws Problem UPLOAD_NOT_FOUND, UPLOAD_INCOMPLETE, BLOB_DIGEST_MISMATCH, BLOB_BUSY */
  async complete(account: string, id: string): Promise<{ digest: string; size: number }> {
    const { blobs } = this.deps;
    const upload = await this.#own(account, id);
    const { digest, size } = upload;
    const { parts, received } = await this.#present(upload);
    if (received.length < parts)
      throw new Problem("UPLOAD_INCOMPLETE", `${parts - received.length} of ${parts} parts are missing.`, { received });
    if (this.#joining.has(id)) throw new Problem("BLOB_BUSY", "The parts are being joined already.");
    this.#joining.add(id);
    try {
      await translated(() => this.#join(id, parts, digest));
      await blobs.claim(account, digest, size);
    } finally {
      this.#joining.delete(id);
    }
    await this.#forget(id);
    return { digest: `sha256:${digest}`, size };
  }

  /** What doesn't fit together was sent wrong, or is gone: the parts are forgotten, so that they can be sent again. */
  async #join(id: string, parts: number, digest: string): Promise<void> {
    const { store } = this.deps;
    try {
      await store.blobs.join(id, parts, digest);
    } catch (error) {
      if (!(error instanceof BlobError) || error.code === "STORAGE_FULL") throw error;
      await store.uploads.removeParts(id);
      await store.blobs.dropParts(id);
      if (error.code !== "BLOB_NOT_FOUND") throw error;
      throw new Problem("UPLOAD_INCOMPLETE", `${error.message} Send all parts again.`, { received: [] });
    }
  }

  /** @returns false when there was none */
  async cancel(account: string, id: string): Promise<boolean> {
    const { store } = this.deps;
    const upload = await store.uploads.get(id);
    if (upload?.account !== account) return false;
    await this.#forget(id);
    await store.blobLedger.release(account, upload.digest);
    return true;
  }

  /** Forgets uploads that were not completed in time. @returns how many, at most `limit` */
  async expire(limit: number): Promise<number> {
    const { store, clock } = this.deps;
    const old = await store.uploads.expired(clock.now(), limit);
    for (const { id, account, digest } of old) {
      await this.#forget(id);
      await store.blobLedger.release(account, digest);
    }
    return old.length;
  }

  /** The bytes first: what is left by a crash in between is forgotten the next time. */
  async #forget(id: string): Promise<void> {
    await this.deps.store.blobs.dropParts(id);
    await this.deps.store.uploads.remove(id);
  }

  async #own(account: string, id: string): Promise<UploadRecord> {
    const upload = await this.deps.store.uploads.get(id);
    if (upload?.account !== account || upload.expiresAt <= this.deps.clock.now()) throw notFound(id);
    return upload;
  }

  async #present(upload: UploadRecord): Promise<UploadDocument> {
    const { id, digest, size, expiresAt } = upload;
    const received = await this.deps.store.uploads.parts(id);
    return { ...{ id, sha256: digest, size, partSize: UPLOAD_PART_BYTES, parts: countOf(size) }, received, expiresAt };
  }
}

const countOf = (size: number): number => Math.ceil(size / UPLOAD_PART_BYTES);

/** Bytes of a part; undefined when there is none of this number. */
function sizeOfPart({ size }: UploadRecord, number: number): number | undefined {
  if (number > countOf(size)) return undefined;
  return number < countOf(size) ? UPLOAD_PART_BYTES : size - (number - 1) * UPLOAD_PART_BYTES;
}

function notFound(id: string): Problem {
  return new Problem("UPLOAD_NOT_FOUND", `You have no upload ${id} (any more).`);
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BlobError) throw new Problem(error.code, error.message);
    throw error;
  }
}
