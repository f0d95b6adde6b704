import { type Config, type ContractReader, NO_HUB, query } from "@qubix/contract";
import type { NetworkStatistics } from "@qubix/protocol";
import { identityFromPublicKey } from "@qubix/qubic";
import type { ChainStatus, ChainView, HubRegistration } from "../app-context.ts";
import { Problem } from "../problem.ts";
import { remembered } from "../remembered.ts";
import type { EventPage } from "./read-events.ts";

/** Sums of the contract are read again when they are older. */
const TOTALS_FRESH_MS = 2_000;

/** What the hub knows of the chain, kept fresh by the watcher. */
export class HubChainView implements ChainView {
  #tick = 0;
  #epoch = 0;
  #tickMs: number;
  #lastTickAt: number;
  #answering = 0;
  #answeredAt: number;
  #nextSeq = 0n;
  #finalTick = 0;
  #hub: HubRegistration | undefined;
  #config: Config | undefined;
  readonly totals: ChainView["totals"];

  constructor(
    readonly reader: ContractReader,
    /** Public key that signs for this hub. */
    readonly hotKey: Uint8Array,
    readonly options: { listed: number; tickMs: number; haltedAfterMs: number },
    readonly monotonic: () => number,
  ) {
    this.#tickMs = options.tickMs;
    this.#lastTickAt = monotonic();
    this.#answeredAt = this.#lastTickAt;
    this.totals = remembered(() => readTotals(reader), TOTALS_FRESH_MS, { monotonic });
  }

  status(): ChainStatus {
    return {
      tick: this.#tick,
      epoch: this.#epoch,
      tickDurationMs: this.#tickMs,
      halted: this.halted(),
      nodes: { listed: this.options.listed, answering: this.#answering },
      nextSeq: this.#nextSeq,
    };
  }

  halted(): boolean {
    return this.monotonic() - this.#lastTickAt > this.options.haltedAfterMs;
  }

  /** Milliseconds since any node answered. */
  silentMs(): number {
    return this.monotonic() - this.#answeredAt;
  }

  /** Milliseconds since the current tick was first seen; since the start while there is none. */
  tickAgeMs(): number {
    return this.monotonic() - this.#lastTickAt;
  }

  /** Last tick whose events are all projected. */
  finalTick(): number {
    return this.#finalTick;
  }

  hub(): HubRegistration | undefined {
    return this.#hub;
  }

  config(): Config | undefined {
    return this.#config;
  }

  contractConfig(): Record<string, number | string> {
    const entries = Object.entries(this.#config ?? {});
    return Object.fromEntries(
      entries.map(([name, value]) => [name, typeof value === "bigint" ? String(value) : value]),
    );
  }

  /** Takes what nodes said about ticks. @returns true when the current tick is a new one */
  noteTicks(pages: Pick<EventPage, "tick" | "epoch">[], need: number): boolean {
    this.#answering = pages.length;
    if (pages.length > 0) this.#answeredAt = this.monotonic();
    const current = pages.toSorted((a, b) => b.tick - a.tick)[Math.min(need, pages.length) - 1];
    if (!current || current.tick <= this.#tick) return false;
    const now = this.monotonic();
    const each = (now - this.#lastTickAt) / (current.tick - this.#tick);
    if (this.#tick > 0) this.#tickMs = Math.round(0.9 * this.#tickMs + 0.1 * each);
    this.#lastTickAt = now;
    this.#tick = current.tick;
    this.#epoch = current.epoch;
    return true;
  }

  noteProjected(nextSeq: bigint, finalTick: number): void {
    this.#nextSeq = nextSeq;
    this.#finalTick = Math.max(this.#finalTick, finalTick);
  }

  /** Reads the hub's registration and the contract's configuration again. */
  async refresh(): Promise<void> {
    const [hub, { config }] = await Promise.all([
      query.getHub(this.reader, { identity: this.hotKey, hub: NO_HUB }),
      query.getConfig(this.reader, {}),
    ]);
    this.#config = config;
    this.#hub = hub.found
      ? {
          slot: hub.hub,
          owner: identityFromPublicKey(hub.record.owner),
          hot: identityFromPublicKey(hub.record.hot),
          minFee: hub.record.minFee,
          bond: hub.record.bond,
          paused: hub.record.paused !== 0,
        }
      : undefined;
  }
}

async function readTotals(reader: ContractReader): Promise<Pick<NetworkStatistics, "totals" | "jobs">> {
  const { totals, counts } = await query.getTotals(reader, {}).catch((error) => {
    throw new Problem("NODE_UNREACHABLE", `The contract's sums can't be read now: ${error}`);
  });
  const names = [
    ...["escrow", "stakes", "bonds", "paid", "royalties"],
    ...["hubFees", "burned", "refunded", "slashed", "dividends"],
  ] as (keyof NetworkStatistics["totals"])[];
  const texts = Object.fromEntries(names.map((name) => [name, String(totals[name])]));
  return {
    totals: texts as NetworkStatistics["totals"],
    jobs: { created: String(counts.jobsCreated), live: counts.liveJobs, receipts: String(counts.receipts) },
  };
}
