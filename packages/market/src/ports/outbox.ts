/** A side effect to be done after the commit: webhooks, scans, bundle rebuilds. */
export interface Effect {
  /** Which handler does it. */
  kind: string;
  payload: Record<string, unknown>;
  /** Not before (milliseconds since 1970). */
  notBefore?: number | undefined;
  /** At most one pending effect has this key; a second one is dropped. */
  key?: string | undefined;
}

/**
 * Effects are written in the transaction that causes them. A relay hands them to the queue after the commit, a sweeper
 * does so again when one was not done in time: each is done at least once, so handlers must bear repeats.
 */
export interface Outbox {
  add(effects: readonly Effect[]): Promise<void>;
}

/** Does one effect; a throw means: try again later. */
export type EffectHandler = (payload: Record<string, unknown>) => Promise<void>;

/** The queue's side, never used within a database transaction. */
export interface Effects {
  /** Begins to do effects of this kind, `concurrency` at a time. */
  handle(kind: string, handler: EffectHandler, concurrency?: number): Promise<void>;
  /** Hands what was committed to the queue at once instead of at the next turn. */
  flush(): Promise<void>;
  /** Hands over again what was handed over and is not done, as when the queue was emptied. @returns how many effects are open */
  refill(): Promise<number>;
}
