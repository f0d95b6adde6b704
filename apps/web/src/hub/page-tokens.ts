import { memoryTokens, type TokenStore } from "@qubix/client";

/** Tokens of this page's session, in memory only, so that nothing on the disk speaks for an account. */
export interface PageTokens extends TokenStore {
  /** Calls `watcher` after each change. @returns ends that */
  watch(watcher: () => void): () => void;
}

export function pageTokens(): PageTokens {
  const store = memoryTokens();
  const watchers = new Set<() => void>();
  return {
    ...store,
    save(tokens) {
      store.save(tokens);
      for (const watcher of watchers) watcher();
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
