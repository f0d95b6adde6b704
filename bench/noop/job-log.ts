import { type Event, EventType } from "@qubix/contract";
import { toHex } from "@qubix/qubic";

const STAGES = ["JobCreated", "JobAssigned", "Committed", "Revealed", "Settled"] as const;

/** What became of the jobs of one measurement, by the contract's events, and how many of its places are free. */
export class JobLog {
  /** When each job was about to be signed, in milliseconds since 1970. */
  readonly submittedAt = new Map<string, number>();
  readonly settledTick = new Map<string, number>();
  readonly paid = new Set<string>();
  attemptsEnded = 0;
  batches = 0;
  /** When a job was settled last, on the monotonic clock. */
  lastSettledAt = performance.now();
  readonly #counts = new Map<number, number>();
  readonly #free: (() => void)[] = [];
  #places: number;

  constructor(places: number) {
    this.#places = places;
  }

  /** Waits for one of the places. */
  async place(): Promise<void> {
    if (this.#places > 0) this.#places--;
    else await new Promise<void>((resolve) => this.#free.push(resolve));
  }

  take(event: Event): void {
    if (event.type === EventType.BatchAuthorized) this.batches++;
    const key = toHex(event.key);
    this.#counts.set(event.type, (this.#counts.get(event.type) ?? 0) + 1);
    if (event.type === EventType.AttemptEnded) this.attemptsEnded++;
    if (event.type === EventType.ProviderPaid) this.paid.add(key);
    if (event.type === EventType.Settled) this.#settled(key, event.tick);
  }

  /** How many events of each stage there were. */
  toString(): string {
    return STAGES.map((stage) => `${stage} ${this.#counts.get(EventType[stage]) ?? 0}`).join(", ");
  }

  #settled(key: string, tick: number): void {
    if (this.settledTick.has(key)) return;
    this.settledTick.set(key, tick);
    this.lastSettledAt = performance.now();
    const next = this.#free.shift();
    if (next) next();
    else this.#places++;
  }
}
