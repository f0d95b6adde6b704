import type { ChainState } from "../execution/chain-state.ts";
import type { TickRunner } from "./tick-runner.ts";

/**
 * When ticks come. `auto`: as soon as there is work, else every `idleMs`. `timed`: every `everyMs`. `manual`: only when
 * asked for, which tests want.
 */
export type TickPace = { mode: "auto"; idleMs?: number } | { mode: "timed"; everyMs: number } | { mode: "manual" };

const DEFAULT_IDLE_MS = 400;
/** Between ticks with work: lets those who saw the last tick get their transactions into a coming one. */
const BUSY_MS = 15;
/** Transactions for later than this don't hurry the chain. */
const UPCOMING_TICKS = 10;

/** Makes a runner tick at a pace, until it is stopped or the chain halts. */
export class TickClock {
  readonly #runner: TickRunner;
  readonly #chain: ChainState;
  readonly #pace: TickPace;
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #stopped = false;

  constructor(runner: TickRunner, chain: ChainState, pace: TickPace) {
    this.#runner = runner;
    this.#chain = chain;
    this.#pace = pace;
  }

  start(): void {
    this.#schedule();
  }

  /** There may be work now. */
  wake(): void {
    if (this.#pace.mode === "auto" && !this.#running) this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#stopped || this.#pace.mode === "manual") return;
    const elapsed = performance.now() - this.#runner.head.since;
    this.#timer = setTimeout(() => void this.#tick(), Math.max(0, this.#interval() - elapsed));
  }

  #interval(): number {
    if (this.#pace.mode === "timed") return this.#pace.everyMs;
    if (this.#pace.mode === "auto") return this.#hasWork() ? BUSY_MS : (this.#pace.idleMs ?? DEFAULT_IDLE_MS);
    return Number.POSITIVE_INFINITY;
  }

  #hasWork(): boolean {
    const { pool, ticks, oc, tick } = this.#chain;
    const listed = [tick + 1, tick + 2].some((later) => (ticks.get(later)?.own.length ?? 0) > 0);
    return listed || oc.pending > 0 || pool.hasBetween(tick + 1, UPCOMING_TICKS);
  }

  async #tick(): Promise<void> {
    this.#running = true;
    try {
      await this.#runner.advance();
    } catch {
      // The runner tells why it halted.
      this.stop();
    }
    this.#running = false;
    this.#schedule();
  }
}
