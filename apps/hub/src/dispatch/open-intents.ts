import type { IntentRecord, OpenIntent, TransactionRecord, TransactionRepository } from "@qubix/market";

/** Open intents held at once. */
const LIMIT = 2_000;
/** All are read anew this often: another process may have planned one. */
const RESYNC_MS = 2_000;

/**
 * The open intents, read once and then kept in step by their only user: whoever leads as dispatcher. New ones are named by
 * `note`, or found when all are read anew.
 */
export class OpenIntents {
  readonly #open = new Map<string, OpenIntent>();
  readonly #noted = new Set<string>();
  #resyncAt = 0;

  constructor(readonly transactions: TransactionRepository) {}

  /** An intent was planned. */
  note(id: string): void {
    this.#noted.add(id);
  }

  /** Something was planned elsewhere. */
  noteSomething(): void {
    this.#resyncAt = Math.min(this.#resyncAt, performance.now() + RESYNC_MS / 10);
  }

  async all(): Promise<OpenIntent[]> {
    if (performance.now() >= this.#resyncAt) await this.#resync();
    for (const id of [...this.#noted]) {
      this.#noted.delete(id);
      await this.reload(id);
    }
    return [...this.#open.values()];
  }

  /** Reads one anew. @returns undefined when it is no longer open */
  async reload(id: string): Promise<OpenIntent | undefined> {
    const fresh = await this.transactions.intent(id);
    if (fresh?.intent.state === "open") this.#open.set(id, fresh);
    else this.#open.delete(id);
    return this.#open.get(id);
  }

  /** A version was signed, or its state changed. @returns the intent with it */
  put({ intent }: OpenIntent, version: TransactionRecord): OpenIntent {
    const current = this.#open.get(intent.id) ?? { intent, versions: [] };
    const versions = [...current.versions.filter(({ id }) => id !== version.id), version];
    const next = { intent, versions: versions.sort((a, b) => a.version - b.version) };
    this.#open.set(intent.id, next);
    return next;
  }

  close(intent: Pick<IntentRecord, "id">): void {
    this.#open.delete(intent.id);
  }

  async #resync(): Promise<void> {
    this.#resyncAt = performance.now() + RESYNC_MS;
    const open = await this.transactions.open(LIMIT);
    this.#open.clear();
    for (const one of open) this.#open.set(one.intent.id, one);
    this.#noted.clear();
  }
}
