import { type ComputorLists, QUORUM, verifyBundle } from "@qubix/qubic";
import type { Logger } from "winston";
import type { BundleService } from "../app-context.ts";
import type { Metrics } from "../observe/metrics.ts";
import { OcMachineSubscription } from "./oc-machine-subscription.ts";
import { type RebuildSource, rebuildBundle } from "./rebuild-bundle.ts";
import { isAbout, type KnownBatch, type ReadBundle, readBundle } from "./verify-pushed.ts";

/** Pushed bundles of batches that the watcher hasn't seen yet; a bundle can outrun its own event. */
const MAX_EARLY = 64;
/** Bundles held in memory, 31 kB each: agents ask for the same one at about the same time. */
const MAX_KNOWN = 64;

export interface BundlePorts {
  /** A closed batch as finally known; undefined before its event is final. */
  batch(batch: number): Promise<KnownBatch | undefined>;
  /** Closed batches without a bundle whose jobs still wait for one, oldest first. */
  missing(): Promise<KnownBatch[]>;
  load(batch: number): Promise<Uint8Array | undefined>;
  /** Stores a verified bundle; a second one for the same batch is ignored. */
  save(batch: KnownBatch, body: Uint8Array): Promise<void>;
  /** Last tick whose events are final. */
  finalTick(): number;
  /** Called once for each bundle that was stored. */
  onBundle(batch: number): void;
}

export interface BundleServiceOptions {
  ocMachines: string[];
  ocInterface: number;
  contractIndex: number;
  /** Milliseconds that a push is waited for before a bundle is rebuilt. */
  rebuildAfterMs: number;
}

/**
 * Bundles of our batches: pushed by OC machines, or rebuilt from tick data when no push came. Each is verified here,
 * whoever it came from: known invocation, root, 451 distinct indices, then signatures.
 */
export class Bundles implements BundleService {
  readonly #subscriptions: OcMachineSubscription[];
  readonly #early = new Map<number, Uint8Array>();
  /** When a batch was first seen without a bundle, on the monotonic clock. */
  readonly #missingSince = new Map<number, number>();
  /** Bundles that agents asked for, and since when they ask for those that are not here. */
  readonly #known = new Map<number, Uint8Array>();
  readonly #askedSince = new Map<number, number>();
  readonly #rebuilding = new Map<number, Promise<Uint8Array | undefined>>();
  #lowestMissed: bigint | undefined;
  #verified = 0;

  constructor(
    readonly options: BundleServiceOptions,
    readonly ports: BundlePorts,
    readonly lists: ComputorLists,
    readonly source: RebuildSource,
    readonly random: () => number,
    readonly log: Logger,
    readonly metrics: Metrics["bundles"],
  ) {
    this.#subscriptions = options.ocMachines.map(
      (url) =>
        new OcMachineSubscription(url, options.ocInterface, {
          missedFrom: () => this.#lowestMissed ?? 0n,
          onBundle: (body) => void this.#take(body).catch((error) => this.#warn("bundle refused", error)),
          random,
        }),
    );
  }

  signaturesVerified(): number {
    return this.#verified;
  }

  async get(batch: number): Promise<Uint8Array | undefined> {
    const known = this.#known.get(batch) ?? (await this.ports.load(batch));
    if (known) {
      this.#known.set(batch, known);
      if (this.#known.size > MAX_KNOWN) this.#known.delete(this.#known.keys().next().value as number);
      return known;
    }
    // Whoever looks after bundles may be about to store it.
    const since = this.#askedSince.get(batch) ?? performance.now();
    this.#askedSince.set(batch, since);
    if (this.#askedSince.size > MAX_KNOWN) this.#askedSince.delete(this.#askedSince.keys().next().value as number);
    return performance.now() - since >= this.options.rebuildAfterMs ? this.#rebuildNow(batch) : undefined;
  }

  /** Called when the watcher moved on: takes bundles that came early, and rebuilds what nobody pushed in time. */
  async sweep(): Promise<void> {
    for (const body of [...this.#early.values()]) await this.#take(body);
    const missing = await this.ports.missing();
    this.#lowestMissed = missing.reduce<bigint | undefined>(
      (low, { invocationId }) => (low === undefined || invocationId < low ? invocationId : low),
      undefined,
    );
    const now = performance.now();
    for (const known of this.#missingSince.keys())
      if (!missing.some(({ batch }) => batch === known)) this.#missingSince.delete(known);
    for (const { batch } of missing) {
      const since = this.#missingSince.get(batch) ?? now;
      this.#missingSince.set(batch, since);
      const pushed = this.#subscriptions.some((subscription) => subscription.connected);
      if (!pushed || now - since >= this.options.rebuildAfterMs) await this.#rebuildNow(batch);
    }
  }

  close(): void {
    for (const subscription of this.#subscriptions) subscription.close();
  }

  async #take(body: Uint8Array): Promise<void> {
    const read = readBundle(body, this.options.ocInterface, this.options.contractIndex);
    if (!read) return;
    const { batch } = read.request;
    const known = await this.ports.batch(batch);
    if (!known) return this.#keepEarly(batch, body);
    this.#early.delete(batch);
    if (!isAbout(read, known) || (await this.ports.load(batch))) return;
    if (!(await this.#verify(read))) return;
    await this.#store(known, body);
    this.metrics.bundle("pushed");
  }

  async #verify({ invocation }: ReadBundle): Promise<boolean> {
    const list = await this.lists.get(invocation.epoch);
    if (!list) return false;
    const verdict = verifyBundle(invocation, list);
    if (verdict.ok) {
      this.#verified += verdict.verified;
      this.metrics.signatures(verdict.verified);
    } else {
      this.metrics.bundle("refused");
      this.log.warn("bundle refused", { invocation: String(invocation.invocationId), reason: verdict.reason });
    }
    return verdict.ok;
  }

  #keepEarly(batch: number, body: Uint8Array): void {
    this.#early.set(batch, body);
    if (this.#early.size > MAX_EARLY) this.#early.delete(this.#early.keys().next().value as number);
  }

  async #rebuildNow(batch: number): Promise<Uint8Array | undefined> {
    const running = this.#rebuilding.get(batch);
    if (running) return running;
    const rebuilding = this.#rebuild(batch).finally(() => this.#rebuilding.delete(batch));
    this.#rebuilding.set(batch, rebuilding);
    return rebuilding;
  }

  async #rebuild(batch: number): Promise<Uint8Array | undefined> {
    try {
      const known = await this.ports.batch(batch);
      const list = known && (await this.lists.get(known.epoch));
      if (!known || !list) return undefined;
      const network = { ocInterface: this.options.ocInterface, contractIndex: this.options.contractIndex };
      const body = await rebuildBundle(known, network, list, this.source, this.ports.finalTick());
      if (!body) return undefined;
      this.#verified += QUORUM;
      this.metrics.signatures(QUORUM);
      await this.#store(known, body);
      this.metrics.bundle("rebuilt");
      return body;
    } catch (error) {
      this.#warn("bundle not rebuilt", error);
      return undefined;
    }
  }

  async #store(batch: KnownBatch, body: Uint8Array): Promise<void> {
    await this.ports.save(batch, body);
    this.ports.onBundle(batch.batch);
  }

  #warn(message: string, error: unknown): void {
    this.log.warn(message, { error: error instanceof Error ? error.message : String(error) });
  }
}
