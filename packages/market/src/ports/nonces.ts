/** Nonces of signed requests, each taken once until it would be too old anyway. */
export interface Nonces {
  /** @returns false when it was used before */
  use(identity: string, nonce: string, ttlMs: number): Promise<boolean>;
}
