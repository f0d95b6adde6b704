export interface LogChunkRecord {
  attempt: number;
  seq: number;
  /** The attempt's X25519 public key, hex. */
  ephemeral: string;
  chunk: Uint8Array;
}

/** Sealed pieces of log, kept longer than the machine that made them. */
export interface LogRepository {
  /**
   * Appends pieces numbered from `seq` on; ones that are there already are skipped, so a repeat is harmless. Writes a
   * `log` event to the job's feed for what is new.
   * @returns the next number to send; smaller than `seq` when pieces before it are missing (nothing is stored then);
   *   `full` when the attempt's pieces would have more than `limit` bytes with these (nothing is stored then)
   */
  append(
    jobKey: string,
    attempt: number,
    ephemeral: string,
    seq: number,
    chunks: readonly Uint8Array[],
    limit: number,
  ): Promise<number | "full">;
  /** In order of attempt and number, after `after`. */
  read(
    jobKey: string,
    options: { attempt?: number; after?: { attempt: number; seq: number }; limit: number },
  ): Promise<LogChunkRecord[]>;
}
