import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Offer } from "@qubix/protocol";
import type { Services } from "../services.ts";

const LONG_POLL_MS = 20_000;
const RETRY_MS = 1_000;

/** Pulls offers from the hub by cursor, one long poll after another: the hub answers as soon as there is something. */
export class OfferLoop {
  #cursor: number;
  readonly #closed = new AbortController();
  readonly #services: Services;
  readonly #take: (offer: Offer) => void;

  constructor(services: Services, cursor: number, take: (offer: Offer) => void) {
    this.#services = services;
    this.#cursor = cursor;
    this.#take = take;
  }

  start(): void {
    void this.#run();
  }

  stop(): void {
    this.#closed.abort();
  }

  async #run(): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      try {
        await this.#pull(signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#services.log.warn("offers could not be pulled", { reason: (error as Error).message });
        await sleep(randomInt(RETRY_MS / 2, RETRY_MS), undefined, { signal }).catch(() => {});
      }
    }
  }

  async #pull(signal: AbortSignal): Promise<void> {
    const { hub, machine } = this.#services;
    const query = { machine, after: this.#cursor, wait: LONG_POLL_MS };
    const page = await hub.call("agentOffers", { query, signal, timeoutMs: LONG_POLL_MS + 10_000 });
    for (const offer of page.offers) this.#take(offer);
    this.#cursor = Math.max(this.#cursor, page.cursor);
  }
}
