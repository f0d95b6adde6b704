import { type AssignmentEntry, type ContractCall, commitmentOf, type GetJobOutput } from "@qubix/contract";
import { fromHex } from "@qubix/qubic";
import type { Attempt } from "../attempts/attempt.ts";
import { ownEntry } from "../chain/check-offer.ts";
import { EventFeed } from "../chain/event-feed.ts";
import type { Services } from "../services.ts";
import {
  COMMITS_PER_CALL,
  type ContractCalls,
  commitCall,
  objectCall,
  REVEALS_PER_CALL,
  revealCall,
} from "./contract-calls.ts";
import { type DeliveryStep, decideDelivery } from "./decide-delivery.ts";

/** Everything is looked at so often, whatever the events say. */
const SWEEP_MS = 5_000;
const PARALLEL_LOOKS = 32;

type Planned = { attempt: Attempt; step: DeliveryStep; entry: AssignmentEntry | undefined };

/** Follows the attempts' jobs on the chain: commits finished results in batches, reveals them when the contract opens
 * the reveals, objects to wrong revocations, and stops runs whose attempt is over. It keeps no state but the chain's:
 * after a restart it goes on from what the contract says. */
export class Deliverer {
  readonly #services: Services;
  readonly #calls: ContractCalls;
  readonly #events: EventFeed;
  readonly #ended: (attempt: Attempt, how: "done" | "lost", reason: string) => void;
  #dirty = new Set<string>();
  #lastSweep = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param ended is called once for each attempt that is over, one way or the other */
  constructor(
    services: Services,
    calls: ContractCalls,
    ended: (attempt: Attempt, how: "done" | "lost", reason: string) => void,
  ) {
    this.#services = services;
    this.#calls = calls;
    this.#events = new EventFeed(services.chain);
    this.#ended = ended;
  }

  start(): void {
    const turn = async () => {
      try {
        await this.#turn();
      } catch (error) {
        this.#services.log.debug("the chain could not be read", { reason: (error as Error).message });
        this.#lastSweep = 0;
      }
      if (!this.#closed) this.#timer = setTimeout(turn, this.#services.config.pollMs);
    };
    void turn();
  }

  stop(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** Something about this attempt changed here. */
  touch(attempt: Attempt): void {
    this.#dirty.add(attempt.id);
  }

  async #turn(): Promise<void> {
    const { attempts } = this.#services;
    if (attempts.size === 0) return this.#events.forget();
    const news = await this.#events.next();
    const sweep = news.all || performance.now() - this.#lastSweep > SWEEP_MS;
    if (sweep) this.#lastSweep = performance.now();
    const dirty = this.#dirty;
    this.#dirty = new Set();
    const due = attempts
      .all()
      .filter(
        (attempt) => !attempt.inFlight && (sweep || dirty.has(attempt.id) || news.keys.has(attempt.offer.jobKey)),
      );
    for (const attempt of attempts.all()) if (attempt.inFlight && dirty.has(attempt.id)) this.#dirty.add(attempt.id);
    const planned: Planned[] = [];
    for (let at = 0; at < due.length; at += PARALLEL_LOOKS) {
      planned.push(...(await Promise.all(due.slice(at, at + PARALLEL_LOOKS).map((attempt) => this.#look(attempt)))));
    }
    this.#act(planned);
  }

  async #look(attempt: Attempt): Promise<Planned> {
    const { chain, provider } = this.#services;
    const plan = async (job: GetJobOutput): Promise<Planned> => {
      const entry = job.found ? ownEntry(job, provider.slot, attempt.offer.attempt) : undefined;
      const { expiry, attempt: number } = attempt.offer;
      const step = decideDelivery({
        job,
        entry,
        attempt: number,
        expiry,
        assignedSeen: attempt.assignedSeen,
        commitment: this.#commitment(attempt),
      });
      return { attempt, step, entry };
    };
    let planned = await plan(await chain.job(attempt.jobKey));
    // What can't be taken back is decided on what two nodes say.
    if (planned.step.kind !== "wait") {
      try {
        planned = await plan(await chain.agreedJob(attempt.jobKey));
      } catch {
        this.#dirty.add(attempt.id);
        planned = { attempt, step: { kind: "wait" }, entry: undefined };
      }
    }
    if (planned.entry) {
      attempt.assignedSeen = true;
      attempt.assignment = planned.entry.slot;
    }
    return planned;
  }

  #commitment(attempt: Attempt): Uint8Array | undefined {
    const { record } = attempt;
    if (record.phase !== "uploaded" || !record.result) return undefined;
    return commitmentOf({
      contractIndex: this.#services.chain.contractIndex,
      jobKey: attempt.jobKey,
      provider: this.#services.provider.owner,
      attempt: attempt.offer.attempt,
      resultDigest: fromHex(record.result.resultDigest),
      ciphertextDigest: fromHex(record.result.ciphertextDigest),
      maskedKey: fromHex(record.seal.maskedKey),
      salt: fromHex(record.result.salt),
    });
  }

  #act(planned: readonly Planned[]): void {
    const of = (kind: DeliveryStep["kind"]) => planned.filter(({ step }) => step.kind === kind);
    for (const { attempt, step } of [...of("done"), ...of("lost")]) {
      this.#ended(attempt, step.kind === "done" ? "done" : "lost", step.kind === "lost" ? step.reason : "");
    }
    for (const batch of batches(of("commit"), COMMITS_PER_CALL)) {
      this.#send(
        batch,
        commitCall(
          batch.map(({ attempt, entry }) => ({
            commitment: this.#commitment(attempt)!,
            assignment: entry!.slot,
            attempt: attempt.offer.attempt,
          })),
        ),
      );
    }
    for (const batch of batches(of("reveal"), REVEALS_PER_CALL))
      this.#send(batch, revealCall(batch.map(({ attempt, entry }) => revealItem(attempt, entry!.slot))));
    for (const one of of("object")) this.#send([one], objectCall(one.entry!.slot, one.attempt.offer.attempt));
  }

  /** Sends in the background; afterwards each attempt is looked at again, whatever became of the call. */
  #send(batch: readonly Planned[], call: ContractCall): void {
    for (const { attempt } of batch) attempt.inFlight = true;
    void this.#calls
      .send(call)
      .catch((error: Error) =>
        this.#services.log.warn("a call did not get into a tick; it is tried again", { reason: error.message }),
      )
      .finally(() => {
        for (const { attempt } of batch) {
          attempt.inFlight = false;
          this.touch(attempt);
        }
      });
  }
}

function revealItem({ record, offer }: Attempt, assignment: number) {
  const { resultDigest, ciphertextDigest, salt } = record.result!;
  return {
    resultDigest: fromHex(resultDigest),
    ciphertextDigest: fromHex(ciphertextDigest),
    maskedKey: fromHex(record.seal.maskedKey),
    salt: fromHex(salt),
    assignment,
    attempt: offer.attempt,
  };
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
