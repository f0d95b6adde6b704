/** How far an upload or a download is, in bytes. What was there before counts. */
export interface Progress {
  done: number;
  size: number;
}

/** What uploads and downloads take. */
export interface TransferOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}
