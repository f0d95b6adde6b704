import { type MachineAsks, type PricedSpec, type RunUsage, runPrice } from "@qubix/protocol";

/** What a run uses and costs by the machine's asks, while it goes on. Time in which it stands still costs nothing. */
export class RunMeter {
  #fuel = 0n;
  #counted = 0;
  #since: number | undefined;
  readonly #asks: MachineAsks;
  readonly #spec: PricedSpec;
  readonly #now: () => number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(asks: MachineAsks, spec: PricedSpec, now: () => number = () => performance.now()) {
    this.#asks = asks;
    this.#spec = spec;
    this.#now = now;
    this.#since = now();
  }

  pause(): void {
    this.#counted = this.#elapsed();
    this.#since = undefined;
  }

  resume(): void {
    this.#since ??= this.#now();
  }

  /** Fuel burned by now; it never falls. */
  noteFuel(used: bigint): void {
    if (used > this.#fuel) this.#fuel = used;
  }

  /** Whole milliseconds, rounded up, and fuel. */
  get usage(): RunUsage {
    return { wallMs: Math.ceil(this.#elapsed()), fuel: this.#fuel };
  }

  /** QU. */
  get cost(): bigint {
    return runPrice(this.#asks, this.#spec, this.usage);
  }

  #elapsed(): number {
    return this.#counted + (this.#since === undefined ? 0 : this.#now() - this.#since);
  }
}
