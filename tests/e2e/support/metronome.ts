import { setTimeout as sleep } from "node:timers/promises";

/** Between two ticks when there is work, and when there is none, in milliseconds. */
const BUSY_MS = 20;
const IDLE_MS = 250;

/** Makes the ticks of a devnet that makes none by itself, so that a test can hold the chain still. */
export class Metronome {
  readonly #rpcUrl: string;
  #going: Promise<void> | undefined;
  #stop = new AbortController();

  constructor(rpcUrl: string) {
    this.#rpcUrl = rpcUrl;
  }

  /** Lets the chain go on at its own pace. */
  go(): void {
    if (this.#going) return;
    this.#stop = new AbortController();
    this.#going = this.#beat(this.#stop.signal);
  }

  /** Holds the chain still; resolves when no tick is under way. */
  async hold(): Promise<void> {
    this.#stop.abort();
    await this.#going;
    this.#going = undefined;
  }

  /** Makes one tick; returns its number. */
  async tick(): Promise<number> {
    return (await this.#advance()).tick;
  }

  async #beat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // The devnet may be away for a while: tests kill it.
      const info = await this.#advance().catch(() => undefined);
      const busy = info !== undefined && info.pooledTransactions + info.oc.pending > 0;
      await sleep(busy ? BUSY_MS : IDLE_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #advance(): Promise<{ tick: number; pooledTransactions: number; oc: { pending: number } }> {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${this.#rpcUrl}/devnet/v1/tick`, { method: "POST", headers, body: "{}" });
    if (!answer.ok) throw new Error(`The devnet makes no tick: ${await answer.text()}`);
    return (await answer.json()) as { tick: number; pooledTransactions: number; oc: { pending: number } };
  }
}
