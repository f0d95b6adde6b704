/** First come, first served: the embedded database has one session, and a transaction needs it for itself. */
export class SessionLock {
  #tail: Promise<void> = Promise.resolve();

  /** Waits for its turn. @returns ends the turn */
  async acquire(): Promise<() => void> {
    const before = this.#tail;
    let release!: () => void;
    this.#tail = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  }
}
