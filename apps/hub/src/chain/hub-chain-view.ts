import { type Config, type ContractReader, NO_HUB, query } from "@qubix/contract";
import { identityFromPublicKey } from "@qubix/qubic";
import type { ChainStatus, ChainView, HubRegistration } from "../app-context.ts";
import type { EventPage } from "./read-events.ts";

/** What the hub knows of the chain, kept fresh by the watcher. */
export class HubChainView implements ChainView {
  #tick = 0;
  #epoch = 0;
  #tickMs: number;
  #lastTickAt: number;
  #answering = 0;
  #nextSeq = 0n;
  #finalTick = 0;
  #hub: HubRegistration | undefined;
  #config: Config | undefined;

  constructor(
    readonly reader: ContractReader,
    /** Public key that signs for this hub. */
    readonly hotKey: Uint8Array,
    readonly options: { listed: number; tickMs: number; haltedAfterMs: number },
    readonly monotonic: () => number,
  ) {
    this.#tickMs = options.tickMs;
    this.#lastTickAt = monotonic();
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
