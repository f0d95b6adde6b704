/** Chance as the domain sees it: cryptographic in production, seeded in tests. */
export interface Random {
  /** Uniform in [0, 1). */
  fraction(): number;
}
