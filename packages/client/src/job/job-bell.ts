import type { HubClient } from "../hub/hub-client.ts";

/** Rings when something happens to a job. Where live channels can't be had it stays silent. */
export class JobBell {
  /** Whether the live channel is there: without it one has to look for oneself. */
  works = false;
  readonly #stop = new AbortController();
  #rang = false;
  #ring: (() => void) | undefined;
  #listening = false;

  constructor(
    readonly hub: HubClient,
    readonly key: string,
  ) {}

  /** What happens from now on counts. */
  listen(): void {
    this.#rang = false;
    if (this.#listening) return;
    this.#listening = true;
    void this.#follow();
  }

  /** Resolves when something has happened since `listen`, or after so many milliseconds. @throws when the signal aborts */
  async rung(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#rang) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        this.#ring = undefined;
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener("abort", done, { once: true });
      this.#ring = done;
    });
    signal?.throwIfAborted();
  }

  end(): void {
    this.#stop.abort();
  }

  async #follow(): Promise<void> {
    try {
      const options = { from: "now", signal: this.#stop.signal } as const;
      for await (const _ of this.hub.live.follow({ channel: "job", key: this.key }, options)) {
        this.works = true;
        this.#rang = true;
        this.#ring?.();
      }
    } catch {
      // The job is not there (any more), or may not be followed: asking for it tells.
    }
    this.works = false;
    this.#ring?.();
  }
}
