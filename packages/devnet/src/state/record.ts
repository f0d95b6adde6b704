import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import type { StoredTick } from "../ticks/stored-tick.ts";

/**
 * What one step of the chain was made of. Executing the same steps on the same snapshot leads to the same state: the
 * only things that don't follow from the state are the lists of later ticks and the fees, which are measured.
 */
export interface JournalRecord {
  /** The tick that was executed. */
  tick: number;
  /** Whether a new epoch began with it. */
  newEpoch: boolean;
  /** Execution fees that were taken, by contract index. */
  fees: ReadonlyMap<number, bigint>;
  /** What came of its transactions. */
  outcomes: Uint8Array | undefined;
  /** The list fixed for the tick after next. */
  next: Omit<StoredTick, "outcomes">;
}

const HEADER_SIZE = 4 + 32;

/** Length, SHA-256, record. */
export function encodeRecord(record: JournalRecord): Buffer {
  const body = serialize(record);
  const header = Buffer.alloc(HEADER_SIZE);
  header.writeUInt32LE(body.length);
  createHash("sha256").update(body).digest().copy(header, 4);
  return Buffer.concat([header, body]);
}

/** The records at the beginning of a journal, and where they end: a record that was being written is left out. */
export function decodeRecords(bytes: Buffer): { records: JournalRecord[]; length: number } {
  const records: JournalRecord[] = [];
  let offset = 0;
  while (bytes.length - offset >= HEADER_SIZE) {
    const end = offset + HEADER_SIZE + bytes.readUInt32LE(offset);
    if (end > bytes.length) break;
    const body = bytes.subarray(offset + HEADER_SIZE, end);
    if (
      !createHash("sha256")
        .update(body)
        .digest()
        .equals(bytes.subarray(offset + 4, offset + HEADER_SIZE))
    )
      break;
    records.push(deserialize(body) as JournalRecord);
    offset = end;
  }
  return { records, length: offset };
}
