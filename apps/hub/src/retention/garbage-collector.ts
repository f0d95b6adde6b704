import { JOB_DATA_KINDS } from "@qubix/market";
import type { Store } from "@qubix/store";
import type { HubConfig } from "../config.ts";

const PAGE = 200;
/** Longer than any upload lasts, in parts too. */
const UNFINISHED_MS = 8 * 24 * 3_600_000;

export interface GarbageCollectorDeps {
  store: Pick<Store, "blobs" | "blobGarbage" | "jobData" | "clock">;
  config: HubConfig["retention"];
  onDeleted(bytes: number): void;
}

/**
 * Deletes what its time has come for: data of ended jobs, uploads that nobody used, and then the blobs that nobody
 * needs. A blob is marked first, stays for a grace time, and goes only if nobody needs it under its row's lock; whoever
 * takes it in between keeps it. Each step may end anywhere and be repeated.
 */
export class GarbageCollector {
  constructor(readonly deps: GarbageCollectorDeps) {}

  /** One round. @returns true when there is more to do at once */
  async step(): Promise<boolean> {
    const { store } = this.deps;
    let more = (await store.jobData.noteEnds(PAGE)) === PAGE;
    more = (await this.#dropJobData()) || more;
    more = (await store.blobGarbage.expireClaims(store.clock.now(), PAGE)) === PAGE || more;
    return (await this.#deleteBlobs()) || more;
  }

  /** Finds what uploads have left that were cut short; rarely, as it reads the whole store. */
  async adoptOrphans(): Promise<void> {
    const { store, config } = this.deps;
    await store.blobs.removeUnfinished(store.clock.now() - UNFINISHED_MS);
    let page: { digest: string; size: number }[] = [];
    for await (const digest of store.blobs.olderThan(store.clock.now() - config.unusedMs)) {
      const size = await store.blobs.size(digest);
      if (size !== undefined) page.push({ digest, size });
      if (page.length < PAGE) continue;
      await store.blobGarbage.adopt(page);
      page = [];
    }
    await store.blobGarbage.adopt(page);
  }

  async #dropJobData(): Promise<boolean> {
    const { store, config } = this.deps;
    const kept = { inputs: config.inputsMs, artifacts: config.artifactsMs, logs: config.logsMs };
    let more = false;
    for (const kind of JOB_DATA_KINDS) {
      const jobs = await store.jobData.endedBefore(kind, store.clock.now() - kept[kind], PAGE);
      for (const key of jobs) await store.jobData.drop(key, kind);
      more ||= jobs.length === PAGE;
    }
    return more;
  }

  async #deleteBlobs(): Promise<boolean> {
    const { store, config } = this.deps;
    // What a process before this one began.
    for (const digest of await store.blobGarbage.deleting(PAGE)) await this.#finish(digest);
    const marked = await store.blobGarbage.marked(store.clock.now() - config.graceMs, PAGE);
    for (const digest of marked) if (await store.blobGarbage.beginDelete(digest)) await this.#finish(digest);
    return marked.length === PAGE;
  }

  async #finish(digest: string): Promise<void> {
    const { blobs, blobGarbage } = this.deps.store;
    const size = await blobs.size(digest);
    await blobs.delete(digest);
    await blobGarbage.endDelete(digest);
    if (size !== undefined) this.deps.onDeleted(size);
  }
}
