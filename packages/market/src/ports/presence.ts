/**
 * What is alive right now: values that vanish unless repeated. In memory when embedded, in Redis otherwise; after a
 * restart it is empty, so nothing may be concluded from an absence before one timeout has passed.
 */
export interface Presence {
  /** @param value plain JSON */
  beat(key: string, value: unknown, ttlMs: number): Promise<void>;
  get(key: string): Promise<unknown>;
  /** Values in the order of `keys`; undefined where there is none. */
  getMany(keys: readonly string[]): Promise<unknown[]>;
  forget(key: string): Promise<void>;
}
