import type { Store } from "@qubix/store";
import { endUncreated } from "../dispatch/decide-effect.ts";
import type { HubChainView } from "./hub-chain-view.ts";
import type { Reconciler } from "./reconciler.ts";

/** A job that nothing happened to for so long is compared with the chain. */
const STALE_MS = 60_000;
/** Ticks after createBy from which no CreateJob can come any more, whatever order nodes show things in. */
const CREATE_MARGIN = 8;
const TURN = 64;

/** Looks after jobs that nothing moves: a wake-up or an event may have been missed, or a creation may never come. */
export class StaleJobs {
  readonly #looked = new Map<string, number>();

  constructor(
    readonly store: Store,
    readonly view: HubChainView,
    readonly reconciler: Reconciler,
  ) {}

  async step(): Promise<void> {
    if (this.view.halted()) return;
    await this.#endUncreated();
    await this.#compare();
  }

  async #endUncreated(): Promise<void> {
    const { jobs } = await this.store.jobs.list({ privateOf: "everybody", states: ["submitted"], limit: TURN });
    for (const job of jobs) {
      if (this.view.finalTick() <= job.createBy + CREATE_MARGIN) continue;
      const intents = await this.store.transactions.ofJob(job.key);
      if (intents.some(({ intent }) => intent.procedure === "CreateJob" && intent.state === "open")) continue;
      // Its event may have been missed: the contract's state decides.
      await this.reconciler.job(job.key);
      const now = await this.store.jobs.get(job.key);
      if (now?.state === "submitted") await endUncreated(this.store, job.key, "dropped", undefined);
    }
  }

  async #compare(): Promise<void> {
    const now = this.store.clock.now();
    const states = [
      "funded",
      "matched",
      "assigned",
      "authorized",
      "running",
      "committed",
      "revealed",
      "decided",
    ] as const;
    const { jobs } = await this.store.jobs.list({ privateOf: "everybody", states, limit: TURN * 16 });
    const stale = jobs.filter(({ key, updatedAt }) => now - Math.max(updatedAt, this.#looked.get(key) ?? 0) > STALE_MS);
    for (const { key } of stale.slice(0, TURN)) {
      await this.reconciler.job(key);
      this.#looked.set(key, now);
    }
    const listed = new Set(jobs.map(({ key }) => key));
    for (const key of this.#looked.keys()) if (!listed.has(key)) this.#looked.delete(key);
  }
}
