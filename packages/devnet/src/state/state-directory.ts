import { readdirSync, readFileSync, statSync, truncateSync } from "node:fs";
import { type FileHandle, mkdir, open, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { DevnetError } from "../devnet-error.ts";
import { lockDirectory } from "./lock-directory.ts";
import { decodeRecords, encodeRecord, type JournalRecord } from "./record.ts";
import { decodeSnapshot, encodeSnapshot, type Snapshot } from "./snapshot.ts";

/** Journals older than the snapshot are kept up to this size: they hold the transactions of past ticks. */
const MAX_HISTORY_BYTES = 128 << 20;
const SNAPSHOT = "snapshot.bin";
const JOURNAL = /^journal-(\d+)\.bin$/;

/**
 * A chain on disk: a snapshot, and journals of the ticks since. A tick's record is on the disk before anyone hears of
 * the tick, and a snapshot replaces the one before in one step, so that a kill at any moment leaves a whole chain.
 */
export class StateDirectory {
  readonly #path: string;
  readonly #genesis: string;
  readonly #unlock: () => Promise<void>;
  #journal: FileHandle | undefined;
  /** Bytes in the journal since the last snapshot. */
  journalBytes = 0;

  private constructor(path: string, genesis: string, unlock: () => Promise<void>) {
    this.#path = path;
    this.#genesis = genesis;
    this.#unlock = unlock;
  }

  /** Makes the directory if needed. Throws DevnetError STATE_LOCKED while another process uses it. */
  static async open(path: string, genesis: string): Promise<StateDirectory> {
    await mkdir(path, { recursive: true });
    return new StateDirectory(path, genesis, await lockDirectory(path));
  }

  /** The last snapshot and all records that are kept, in their order; undefined in a new directory. */
  load(): { snapshot: Snapshot; records: JournalRecord[] } | undefined {
    const snapshotBytes = this.#read(SNAPSHOT);
    if (!snapshotBytes) return undefined;
    const snapshot = decodeSnapshot(snapshotBytes, this.#genesis);
    const names = this.#journals();
    const records = names.flatMap((name, i) => {
      const bytes = this.#read(name)!;
      const decoded = decodeRecords(bytes);
      if (decoded.length < bytes.length) {
        if (i < names.length - 1)
          throw new DevnetError("STATE_DAMAGED", `${name} is damaged; delete the directory to begin anew.`);
        truncateSync(join(this.#path, name), decoded.length);
      }
      return decoded.records;
    });
    return { snapshot, records };
  }

  /** Resolves when the record is on the disk. */
  async append(record: JournalRecord): Promise<void> {
    const bytes = encodeRecord(record);
    await this.#journal!.appendFile(bytes);
    await this.#journal!.datasync();
    this.journalBytes += bytes.length;
  }

  /** Replaces the snapshot, and begins a new journal. */
  async save(snapshot: Snapshot): Promise<void> {
    await this.#journal?.close();
    const temporary = join(this.#path, `${SNAPSHOT}.new`);
    const file = await open(temporary, "w");
    await file.writeFile(encodeSnapshot(snapshot));
    await file.sync();
    await file.close();
    await rename(temporary, join(this.#path, SNAPSHOT));
    await this.#startJournal(snapshot.tick);
    await this.#forgetOldJournals();
  }

  /** Goes on writing where a loaded chain ended: in a journal of its own. */
  async #startJournal(tick: number): Promise<void> {
    this.#journal = await open(join(this.#path, `journal-${tick}.bin`), "a");
    this.journalBytes = 0;
    const directory = await open(this.#path, "r");
    await directory.sync();
    await directory.close();
  }

  async close(): Promise<void> {
    await this.#journal?.close();
    await this.#unlock();
  }

  /** Names of the journals, oldest first. */
  #journals(): string[] {
    const names = readdirSync(this.#path).filter((name) => JOURNAL.test(name));
    return names.sort((a, b) => Number(JOURNAL.exec(a)![1]) - Number(JOURNAL.exec(b)![1]));
  }

  async #forgetOldJournals(): Promise<void> {
    let size = 0;
    for (const name of this.#journals().reverse()) {
      size += statSync(join(this.#path, name)).size;
      if (size > MAX_HISTORY_BYTES) await unlink(join(this.#path, name));
    }
  }

  #read(name: string): Buffer | undefined {
    try {
      return readFileSync(join(this.#path, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }
}
