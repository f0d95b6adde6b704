type Listener = (message: string) => void;

/** Who listens to which channel in this process. */
export class ListenerTable {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** @returns ends it, and says whether it was the channel's last */
  add(channel: string, listener: Listener): () => boolean {
    const own: Listener = (message) => listener(message);
    const set = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, set.add(own));
    return () => {
      const isLast = set.delete(own) && set.size === 0;
      if (isLast) this.#listeners.delete(channel);
      return isLast;
    };
  }

  tell(channel: string, message: string): void {
    for (const listener of [...(this.#listeners.get(channel) ?? [])]) listener(message);
  }
}
