/** Values that are handed out to be brought back once: each is taken at most once, whichever process is asked. */
export interface OneTimeValues {
  put(kind: string, id: string, value: Record<string, unknown>, ttlMs: number): Promise<void>;
  /** @returns undefined when it is unknown, was taken before, or is too old */
  take(kind: string, id: string): Promise<Record<string, unknown> | undefined>;
}
