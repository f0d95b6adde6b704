import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { HubClient } from "@qubix/client";
import { sha256OfBlob } from "@qubix/protocol";

/** Fetched blobs by digest, the least recently used thrown away first. */
export class BlobCache {
  readonly folder: string;
  readonly #limit: number;
  readonly #fetching = new Map<string, Promise<string>>();
  readonly #inUse = new Map<string, number>();

  constructor(dataDir: string, limitMiB: number) {
    this.folder = join(dataDir, "blobs");
    this.#limit = limitMiB * 2 ** 20;
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  /** The file with a blob's bytes, fetched and checked if need be. It stays until `release`. @throws HubError */
  async take(hub: HubClient, digest: string, size: number): Promise<string> {
    this.#inUse.set(digest, (this.#inUse.get(digest) ?? 0) + 1);
    try {
      return await this.#fetched(hub, digest, size);
    } catch (error) {
      this.release([digest]);
      throw error;
    }
  }

  release(digests: Iterable<string>): void {
    for (const digest of digests) {
      const left = (this.#inUse.get(digest) ?? 1) - 1;
      if (left > 0) this.#inUse.set(digest, left);
      else this.#inUse.delete(digest);
    }
    this.#prune();
  }

  async #fetched(hub: HubClient, digest: string, size: number): Promise<string> {
    const file = join(this.folder, sha256OfBlob(digest));
    if (existsSync(file)) {
      const now = Date.now() / 1000;
      utimesSync(file, now, now);
      return file;
    }
    let fetching = this.#fetching.get(digest);
    if (!fetching) {
      fetching = hub
        .downloadBlob(digest, size, file)
        .then(() => file)
        .finally(() => this.#fetching.delete(digest));
      this.#fetching.set(digest, fetching);
    }
    return fetching;
  }

  /** What a download has left that failed, or was killed: it would be gone on with, had anybody asked for it again. */
  #forgetOld(name: string): void {
    const file = join(this.folder, name);
    if (statOf(file).used < Date.now() - UNFINISHED_MS) rmSync(file, { force: true });
  }

  #prune(): void {
    const names = readdirSync(this.folder);
    for (const name of names.filter((one) => one.endsWith(".part"))) this.#forgetOld(name);
    const entries = names
      .filter((name) => /^[0-9a-f]{64}$/.test(name))
      .map((name) => ({ name, ...statOf(join(this.folder, name)) }));
    let total = entries.reduce((sum, { size }) => sum + size, 0);
    if (total <= this.#limit) return;
    for (const { name, size } of entries.sort((a, b) => a.used - b.used)) {
      if (total <= this.#limit) return;
      if (this.#inUse.has(`sha256:${name}`)) continue;
      rmSync(join(this.folder, name), { force: true });
      total -= size;
    }
  }
}

/** Downloads that nobody went on with for so long. */
const UNFINISHED_MS = 24 * 3_600_000;

function statOf(file: string): { size: number; used: number } {
  const { size, mtimeMs } = statSync(file);
  return { size, used: mtimeMs };
}
