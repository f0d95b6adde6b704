import type { TcpClient } from "@qubix/qubic";

const LOOK_MS = 10;

/** When the chain reached which tick, by this machine's clock. */
export class Timeline {
  readonly #ticks: { tick: number; at: number }[] = [];
  readonly #timer: NodeJS.Timeout;

  private constructor(node: TcpClient) {
    this.#timer = setInterval(() => {
      node.tickInfo().then(
        ({ tick }) => {
          if (tick > this.last) this.#ticks.push({ tick, at: Date.now() });
        },
        () => undefined,
      );
    }, LOOK_MS);
  }

  static async start(node: TcpClient): Promise<Timeline> {
    const timeline = new Timeline(node);
    timeline.#ticks.push({ tick: (await node.tickInfo()).tick, at: Date.now() });
    return timeline;
  }

  get first(): number {
    return this.#ticks[0]!.tick;
  }

  get last(): number {
    return this.#ticks.at(-1)?.tick ?? 0;
  }

  /** The tick that was current at a time. */
  tickAt(time: number): number {
    let [low, high] = [0, this.#ticks.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#ticks[middle]!.at <= time) low = middle;
      else high = middle - 1;
    }
    return this.#ticks[low]!.tick;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
