import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Offer } from "@qubix/protocol";
import type { Services } from "../services.ts";
import { PokeSocket } from "./poke-socket.ts";

const LONG_POLL_MS = 20_000;
const TIMER_MS = 10_000;
const RETRY_MS = 1_000;

/** Pulls offers from the hub by cursor: when it starts, when the socket pokes, and by timer. Without a socket one long
 * poll follows another. */
export class OfferLoop {
  #cursor: number;
  readonly #closed = new AbortController();
  readonly #services: Services;
  readonly #take: (offer: Offer) => void;
  readonly #pokes: PokeSocket;

  constructor(services: Services, cursor: number, take: (offer: Offer) => void) {
    this.#services = services;
    this.#cursor = cursor;
    this.#take = take;
    this.#pokes = new PokeSocket(services);
  }

  start(): void {
    void this.#pokes.start();
    void this.#run();
  }

  stop(): void {
    this.#closed.abort();
    this.#pokes.stop();
  }

  async #run(): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      try {
        const poked = this.#pokes.connected;
        await this.#pull(signal, poked ? 0 : LONG_POLL_MS);
        if (poked) await this.#pokes.next(TIMER_MS);
      } catch (error) {
        if (signal.aborted) return;
        this.#services.log.warn("offers could not be pulled", { reason: (error as Error).message });
        await sleep(randomInt(RETRY_MS / 2, RETRY_MS), undefined, { signal }).catch(() => {});
      }
    }
  }

  async #pull(signal: AbortSignal, wait: number): Promise<void> {
    const { hub, machine } = this.#services;
    const query = { machine, after: this.#cursor, wait };
    const page = await hub.call("agentOffers", { query, signal, timeoutMs: wait + 10_000 });
    for (const offer of page.offers) this.#take(offer);
    this.#cursor = Math.max(this.#cursor, page.cursor);
  }
}
