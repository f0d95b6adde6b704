import type { IntentRecord, OpenIntent, TransactionRecord, TransactionRepository } from "@qubix/market";

/** Open intents held at once. */
const LIMIT = 5_000;
/** Which ones are open is looked up this often: a signal that one was planned may be lost. */
const RESYNC_MS = 1_000;
/** All are read anew this often: another process may have moved a transaction. */
const RELOAD_MS = 30_000;

/**
 * The open intents, read once and then kept in step by their only user: whoever leads as dispatcher. New ones are named by
 * `note`, or found when the store is asked which there are.
 */
export class OpenIntents {
  readonly #open = new Map<string, OpenIntent>();
  readonly #noted = new Set<string>();
  #resyncAt = 0;
  #reloadAt = 0;

  constructor(readonly transactions: TransactionRepository) {}

  /** An intent was planned. */
  note(id: string): void {
    this.#noted.add(id);
  }

  async all(): Promise<OpenIntent[]> {
    if (performance.now() >= this.#resyncAt) await this.#resync();
    const noted = [...this.#noted];
    this.#noted.clear();
    await this.#read(noted);
    return [...this.#open.values()];
  }

  /** Reads one anew. @returns undefined when it is no longer open */
  async reload(id: string): Promise<OpenIntent | undefined> {
    await this.#read([id]);
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
    const now = performance.now();
    this.#resyncAt = now + RESYNC_MS;
    const all = now >= this.#reloadAt;
    if (all) this.#reloadAt = now + RELOAD_MS;
    const ids = await this.transactions.openIds(LIMIT);
    const open = new Set(ids);
    for (const id of this.#open.keys()) if (!open.has(id)) this.#open.delete(id);
    await this.#read(all ? ids : ids.filter((id) => !this.#open.has(id)));
  }

  async #read(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const fresh = new Map((await this.transactions.intents(ids)).map((one) => [one.intent.id, one]));
    for (const id of ids) {
      const one = fresh.get(id);
      if (one?.intent.state === "open") this.#open.set(id, one);
      else this.#open.delete(id);
    }
  }
}
