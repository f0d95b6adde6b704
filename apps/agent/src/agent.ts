import { freshNonce } from "@qubix/client";
import { call } from "@qubix/contract";
import type { DeclineReason, Offer } from "@qubix/protocol";
import { DECLINE_REASONS } from "@qubix/protocol";
import { Attempt } from "./attempts/attempt.ts";
import { type AttemptRecord, attemptId } from "./attempts/attempt-record.ts";
import { GiveUp } from "./attempts/give-up.ts";
import { runAttempt } from "./attempts/run-attempt.ts";
import type { ContractCalls } from "./delivery/contract-calls.ts";
import type { Deliverer } from "./delivery/deliverer.ts";
import type { Services } from "./services.ts";

const RETRY_MS = 2_000;

/** Takes attempts on and lets them go: the one place where an attempt begins and ends. */
export class Agent {
  #deliverer: Deliverer | undefined;
  #accepting = true;
  #closing = false;
  readonly #services: Services;
  readonly #calls: ContractCalls;
  readonly #runs = new Set<Promise<void>>();

  constructor(services: Services, calls: ContractCalls) {
    this.#services = services;
    this.#calls = calls;
  }

  /** Who watches the chain for the attempts; known once, after construction, since both need each other. */
  attach(deliverer: Deliverer): void {
    this.#deliverer = deliverer;
  }

  get accepting(): boolean {
    return this.#accepting;
  }

  /** Takes no new offers from now on; what runs goes on. */
  drain(): void {
    this.#accepting = false;
  }

  /** Attempts that are not over. */
  get live(): number {
    return this.#services.attempts.size;
  }

  /** An offer from the hub. Those that are known already are nothing new. */
  take(offer: Offer): void {
    const { attempts, log, observer } = this.#services;
    if (!this.#accepting || attempts.knows(attemptId(offer))) return;
    try {
      const attempt = Attempt.fromOffer(offer);
      observer.within(attempt, () => log.info("took an offer", { price: offer.price }));
      this.#begin(attempt);
    } catch (error) {
      log.warn("an offer can't be read", { jobKey: offer.jobKey, reason: (error as Error).message });
    }
  }

  /** An attempt of an earlier process. */
  resume(record: AttemptRecord): void {
    const { log, observer } = this.#services;
    const attempt = new Attempt(record);
    observer.within(attempt, () => log.info("going on with an attempt", { phase: record.phase }));
    this.#begin(attempt);
  }

  /** The chain says that an attempt is over. */
  end(attempt: Attempt, how: "done" | "lost", reason: string): void {
    const { attempts, journal, log, observer } = this.#services;
    attempts.end(attempt);
    journal.remove(attempt.record);
    attempt.stop.abort(new GiveUp(reason));
    observer.within(attempt, () =>
      how === "done" ? log.info("an attempt is revealed") : log.warn("an attempt is lost", { reason }),
    );
    observer.ended(attempt, how === "done" ? "revealed" : "lost", reason);
  }

  /** Stops all runs; the journal keeps them for the next start. */
  async close(): Promise<void> {
    this.#accepting = false;
    this.#closing = true;
    for (const attempt of this.#services.attempts.all()) attempt.stop.abort(new Error("the agent is shutting down"));
    await Promise.allSettled(this.#runs);
  }

  #begin(attempt: Attempt): void {
    this.#services.attempts.add(attempt);
    const run = this.#services.observer.within(attempt, () => this.#run(attempt)).finally(() => this.#runs.delete(run));
    this.#runs.add(run);
  }

  async #run(attempt: Attempt): Promise<void> {
    const { log, attempts } = this.#services;
    try {
      await runAttempt(attempt, this.#services);
      this.#deliverer?.touch(attempt);
    } catch (error) {
      if (!attempts.get(attempt.id) || this.#closing) return;
      const reason = (error as Error).message;
      if (error instanceof GiveUp || attempt.stop.signal.aborted) return this.#giveUp(attempt, error);
      log.warn("an attempt met an obstacle and is tried again", { reason });
      setTimeout(() => attempts.get(attempt.id) && !this.#closing && this.#begin(attempt), RETRY_MS).unref();
    }
  }

  /** Ends an attempt without a result and tells the contract, so that another provider can have it at once. */
  #giveUp(attempt: Attempt, error: unknown): void {
    const { attempts, journal, log, observer } = this.#services;
    const reason = (error as Error).message;
    log.warn("gave an attempt up", { reason });
    observer.ended(attempt, "given-up", reason);
    attempts.end(attempt);
    journal.remove(attempt.record);
    const decline = error instanceof GiveUp ? error.decline : undefined;
    if (!decline) return;
    void this.#tellWhy(attempt, decline);
    if (attempt.assignment === undefined) return;
    const { assignment, offer } = attempt;
    void this.#calls
      .send(
        call.declineJob({ assignment, attempt: offer.attempt, reason: DECLINE_REASONS[decline], nonce: freshNonce() }),
      )
      .catch((failure: Error) => log.warn("could not decline an assignment", { reason: failure.message }));
  }

  /** Tells the hub, for people to read. Nothing depends on it, and hubs of earlier versions do not know the request. */
  async #tellWhy({ offer }: Attempt, reason: DeclineReason): Promise<void> {
    const { hub, log } = this.#services;
    try {
      await hub.call("agentDecline", { params: { key: offer.jobKey, attempt: offer.attempt }, body: { reason } });
    } catch (error) {
      log.debug("the hub did not hear why an attempt was given up", { reason: (error as Error).message });
    }
  }
}
