import type { SessionTokens } from "@qubix/protocol";

/** Where a session's tokens are kept. Each refresh token is good once, so whoever shares a store takes turns. */
export interface TokenStore {
  load(): SessionTokens | undefined;
  /** Keeps them, or forgets what was kept. */
  save(tokens: SessionTokens | undefined): void;
  /** Runs `work` while nobody else does, in this process or another one that shares the store. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** Tokens in memory, for one process. */
export function memoryTokens(tokens?: SessionTokens): TokenStore {
  let kept = tokens;
  let last: Promise<unknown> = Promise.resolve();
  return {
    load: () => kept,
    save(next) {
      kept = next;
    },
    alone(work) {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
