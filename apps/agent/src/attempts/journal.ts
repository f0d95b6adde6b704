import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { AttemptRecord, attemptId } from "./attempt-record.ts";

/** The attempts of this machine on disk, one file each, readable by its owner only. What `save` has returned from
 * survives a killed process; with `durable`, a power cut too. */
export class Journal {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, "journal");
    mkdirSync(join(dataDir, "sealed"), { recursive: true, mode: 0o700 });
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** Where the sealed result of an attempt lies until the job is over. */
  sealedFile(record: AttemptRecord): string {
    return join(this.#folder, "..", "sealed", attemptId(record.offer));
  }

  save(record: AttemptRecord, durable = false): void {
    this.#write(this.#file(record), new TextEncoder().encode(JSON.stringify(record)), durable);
  }

  /** Writes the sealed result; `save` the record that names it afterwards. */
  saveSealed(record: AttemptRecord, sealed: Uint8Array): void {
    this.#write(this.sealedFile(record), sealed, false);
  }

  readSealed(record: AttemptRecord): Uint8Array | undefined {
    const file = this.sealedFile(record);
    return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
  }

  remove(record: AttemptRecord): void {
    rmSync(this.#file(record), { force: true });
    rmSync(this.sealedFile(record), { force: true });
  }

  /** All attempts that are not over. A file that can't be read is reported and left alone. */
  load(unreadable: (file: string) => void): AttemptRecord[] {
    const files = readdirSync(this.#folder).filter((name) => name.endsWith(".json"));
    return files.flatMap((name) => {
      const file = join(this.#folder, name);
      try {
        return [AttemptRecord.parse(JSON.parse(readFileSync(file, "utf8")))];
      } catch {
        unreadable(file);
        return [];
      }
    });
  }

  #file(record: AttemptRecord): string {
    return join(this.#folder, `${attemptId(record.offer)}.json`);
  }

  /** Whole or not at all: written aside, then renamed. */
  #write(file: string, bytes: Uint8Array, durable: boolean): void {
    const handle = openSync(`${file}.new`, "w", 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      if (durable) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(`${file}.new`, file);
  }
}
