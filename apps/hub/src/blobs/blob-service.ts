import { BlobError, type BlobQuota, type ClaimOutcome, type Clock } from "@qubix/market";
import { UPLOAD_PART_BYTES } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import { Problem } from "../problem.ts";
import { pieceDigests } from "./piece-digests.ts";

/** Larger uploads reserve their space before the first byte. */
const RESERVE_FROM = 1024 * 1024;
/** What a reservation lasts when its upload disappears with its process. */
const RESERVED_MS = 6 * 3_600_000;

export interface BlobServiceDeps {
  store: Pick<Store, "blobs" | "blobLedger">;
  clock: Clock;
  quota: BlobQuota;
  maxBytes: number;
  /** How long an upload is kept that nothing uses. */
  unusedMs: number;
  onMoved(direction: "in" | "out", bytes: number): void;
}

/** Blobs of accounts: stored once by digest, counted for everybody who brought them. */
export class BlobService {
  constructor(readonly deps: BlobServiceDeps) {}

  /**
   * Stores what an account uploads and claims it for the account. It has to bring all bytes even when the hub has them:
   * knowing a digest is no right to what it stands for.
   * @throws Problem BLOB_TOO_LARGE, BLOB_DIGEST_MISMATCH, QUOTA_EXCEEDED, BLOB_BUSY, STORAGE_FULL
   */
  async put(account: string, digest: string, size: number, source: AsyncIterable<Uint8Array>): Promise<void> {
    const { store, maxBytes, clock } = this.deps;
    if (size > maxBytes) throw new Problem("BLOB_TOO_LARGE", `Blobs have at most ${maxBytes} bytes here.`);
    const reserves = size >= RESERVE_FROM;
    if (reserves) await this.#claim(account, digest, size, "reserved", clock.now() + RESERVED_MS);
    try {
      const stored = await store.blobs.put(digest, source, size);
      this.noteReceived(stored.size);
      await this.claim(account, digest, stored.size);
    } catch (error) {
      if (reserves) await store.blobLedger.release(account, digest);
      if (error instanceof BlobError) throw new Problem(error.code, error.message);
      throw error;
    }
  }

  /** Counts bytes that have come, also those of an upload in parts. */
  noteReceived(bytes: number): void {
    this.deps.onMoved("in", bytes);
  }

  /** Claims for an account what it has just stored. @throws Problem QUOTA_EXCEEDED, BLOB_BUSY */
  async claim(account: string, digest: string, size: number): Promise<void> {
    const { store, clock, unusedMs } = this.deps;
    await this.#claim(account, digest, size, "held", clock.now() + unusedMs);
    // A deletion that came to its end between the last byte and the claim has taken the bytes along.
    if ((await store.blobs.size(digest)) !== undefined) return;
    await store.blobLedger.drop(account, digest);
    throw await this.#refused("busy", account, size);
  }

  /** Reserves space for an upload that comes in parts. @throws Problem BLOB_TOO_LARGE, QUOTA_EXCEEDED */
  async reserve(account: string, digest: string, size: number, until: number): Promise<void> {
    const { maxBytes } = this.deps;
    if (size > maxBytes) throw new Problem("BLOB_TOO_LARGE", `Blobs have at most ${maxBytes} bytes here.`);
    await this.#claim(account, digest, size, "reserved", until);
  }

  /** SHA-256 of each piece, hex. Rarely asked for, so it is computed. @throws Problem BLOB_NOT_FOUND */
  async pieces(digest: string): Promise<string[]> {
    try {
      return await pieceDigests(await this.deps.store.blobs.read(digest), UPLOAD_PART_BYTES);
    } catch (error) {
      if (error instanceof BlobError) throw new Problem(error.code, error.message);
      throw error;
    }
  }

  /** @throws Problem BLOB_NOT_FOUND, BLOB_IN_USE */
  async drop(account: string, digest: string): Promise<void> {
    const outcome = await this.deps.store.blobLedger.drop(account, digest);
    if (outcome === "in-use")
      throw new Problem("BLOB_IN_USE", "A job or a model of yours needs it, or its data are still kept.");
    if (outcome === "unknown") throw new Problem("BLOB_NOT_FOUND", "You keep no such blob here.");
  }

  async usage(account: string): Promise<BlobQuota & { quota: BlobQuota }> {
    return { ...(await this.deps.store.blobLedger.usage(account)), quota: this.deps.quota };
  }

  async #claim(account: string, digest: string, size: number, state: "reserved" | "held", until: number) {
    const { store, quota } = this.deps;
    const outcome = await store.blobLedger.claim(account, { digest, size }, { state, until, quota });
    if (outcome !== "ok") throw await this.#refused(outcome, account, size);
  }

  async #refused(outcome: Exclude<ClaimOutcome, "ok">, account: string, size: number): Promise<Problem> {
    if (outcome === "busy") return new Problem("BLOB_BUSY", "An old copy is just being deleted.");
    const { bytes, blobs, quota } = await this.usage(account);
    const detail =
      outcome === "bytes"
        ? `You keep ${bytes} of ${quota.bytes} bytes here; this would be ${size} more.`
        : `You keep ${blobs} of ${quota.blobs} blobs here.`;
    return new Problem("QUOTA_EXCEEDED", detail, { bytes, blobs, quota });
  }
}
