/** `pending` until the operator's scanner has looked at the file. */
export type ScanState = "pending" | "clean" | "refused";

export interface FileScan {
  /** 64 hex digits. */
  digest: string;
  state: ScanState;
  /** What the scanner found. */
  reason?: string | undefined;
}

/** Verdicts of the operator's scanner by digest: a file is looked at once, however many models have it. */
export interface FileScans {
  /** Those of these files that have not been asked for, which are pending from now on. */
  begin(digests: readonly string[]): Promise<string[]>;
  record(scan: FileScan): Promise<void>;
  /** Verdicts of these files, as far as there are any. */
  of(digests: readonly string[]): Promise<FileScan[]>;
}
