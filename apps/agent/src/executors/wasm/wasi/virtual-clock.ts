/** 2026-01-01T00:00:00Z in nanoseconds: when every program's world begins. */
const EPOCH = 1_767_225_600_000_000_000n;

/** Time as a program sees it: one nanosecond for each unit of fuel used, plus what it slept. The same in every run. */
export class VirtualClock {
  #slept = 0n;
  readonly #fuelUsed: () => bigint;

  constructor(fuelUsed: () => bigint) {
    this.#fuelUsed = fuelUsed;
  }

  /** Nanoseconds; clock 0 is the time of day, the others count from the program's start. */
  now(id: number): bigint {
    return this.#fuelUsed() + this.#slept + (id === 0 ? EPOCH : 0n);
  }

  sleep(nanoseconds: bigint): void {
    if (nanoseconds > 0n) this.#slept += nanoseconds;
  }
}
