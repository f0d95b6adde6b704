import {
  type AssignmentEntry,
  AssignmentState,
  type ContractCall,
  commitmentOf,
  type GetJobOutput,
} from "@qubix/contract";
import { fromHex } from "@qubix/qubic";
import type { Attempt } from "../attempts/attempt.ts";
import { ownEntry } from "../chain/check-offer.ts";
import type { ChainNews } from "../chain/event-feed.ts";
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
/** With so many attempts, commitments wait this long for others to go with them: a call costs the same for one as for many. */
const CROWD = 2 * COMMITS_PER_CALL;
const GATHER_MS = 250;

type Planned = { attempt: Attempt; step: DeliveryStep; entry: AssignmentEntry | undefined };

/** Follows the attempts' jobs on the chain: commits finished results in batches, reveals them when the contract opens
 * the reveals, objects to wrong revocations, and stops runs whose attempt is over. It keeps no state but the chain's:
 * after a restart it goes on from what the contract says. */
export class Deliverer {
  readonly #services: Services;
  readonly #calls: ContractCalls;
  readonly #ended: (attempt: Attempt, how: "done" | "lost", reason: string) => void;
  #dirty = new Set<string>();
  #lastSweep = 0;
  /** Commitments that wait for company. */
  #gathered: Planned[] = [];
  #gatheredSince = 0;

  /** @param ended is called once for each attempt that is over, one way or the other */
  constructor(
    services: Services,
    calls: ContractCalls,
    ended: (attempt: Attempt, how: "done" | "lost", reason: string) => void,
  ) {
    this.#services = services;
    this.#calls = calls;
    this.#ended = ended;
  }

  /** Something about this attempt changed here. */
  touch(attempt: Attempt): void {
    this.#dirty.add(attempt.id);
  }

  /** Looks at what has moved, on the chain or here, and does the next step of each. */
  async turn(news: ChainNews): Promise<void> {
    try {
      await this.#turn(news);
    } catch (error) {
      this.#lastSweep = 0;
      throw error;
    }
  }

  async #turn(news: ChainNews): Promise<void> {
    const { attempts } = this.#services;
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
        seenTick: attempt.seenTick,
        commitment: this.#commitment(attempt),
      });
      if (entry) attempt.seenTick = job.tick;
      return { attempt, step, entry };
    };
    let job = await chain.job(attempt.jobKey);
    let planned = await plan(job);
    // What can't be taken back is decided on what two nodes say, and how far a run may go.
    if (planned.step.kind !== "wait" || isToppedUp(attempt, planned.entry)) {
      try {
        if (chain.needed > 1) {
          job = await chain.agreedJob(attempt.jobKey);
          planned = await plan(job);
        }
        if (planned.entry) attempt.learn(job.record, planned.entry);
      } catch {
        this.#dirty.add(attempt.id);
        planned = { attempt, step: { kind: "wait" }, entry: undefined };
      }
    }
    if (planned.entry) {
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
      charge: BigInt(record.result.charge),
    });
  }

  #act(planned: readonly Planned[]): void {
    const of = (kind: DeliveryStep["kind"]) => planned.filter(({ step }) => step.kind === kind);
    for (const { attempt, step } of [...of("done"), ...of("lost")]) {
      this.#ended(attempt, step.kind === "done" ? "done" : "lost", step.kind === "lost" ? step.reason : "");
    }
    for (const batch of this.#gather(of("commit"))) {
      this.#send(
        batch,
        "commit",
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
      this.#send(batch, "reveal", revealCall(batch.map(({ attempt, entry }) => revealItem(attempt, entry!.slot))));
    for (const one of of("object")) this.#send([one], "object", objectCall(one.entry!.slot, one.attempt.offer.attempt));
  }

  /** Commitments to be sent now: full calls at once, and the rest after a moment when many attempts are on their way. */
  #gather(commits: readonly Planned[]): Planned[][] {
    const { attempts } = this.#services;
    const fresh = new Set(commits.map(({ attempt }) => attempt));
    const waiting = this.#gathered.filter(({ attempt }) => !fresh.has(attempt) && attempts.get(attempt.id) === attempt);
    if (waiting.length === 0) this.#gatheredSince = performance.now();
    const due = batches([...waiting, ...commits], COMMITS_PER_CALL);
    const isLate = attempts.size < CROWD || performance.now() - this.#gatheredSince >= GATHER_MS;
    this.#gathered = isLate || due.at(-1)?.length === COMMITS_PER_CALL ? [] : (due.pop() ?? []);
    return due;
  }

  /** Sends in the background; afterwards each attempt is looked at again, whatever became of the call. */
  #send(batch: readonly Planned[], name: "commit" | "reveal" | "object", call: ContractCall): void {
    const { observer, metrics } = this.#services;
    for (const { attempt } of batch) attempt.inFlight = true;
    const sent = this.#calls.send(call);
    if (name !== "object") for (const { attempt } of batch) observer.step(attempt, name, () => sent).catch(() => {});
    void sent
      .then(
        () => metrics.call(name, true),
        (error: Error) => {
          metrics.call(name, false);
          this.#services.log.warn("a call did not get into a tick; it is tried again", { reason: error.message });
        },
      )
      .finally(() => {
        for (const { attempt } of batch) {
          attempt.inFlight = false;
          this.touch(attempt);
        }
      });
  }
}

/** Whether the chain shows another limit than the one that is known here. */
function isToppedUp(attempt: Attempt, entry: AssignmentEntry | undefined): boolean {
  return entry?.record.state === AssignmentState.Live && entry.record.charge !== attempt.limit;
}

function revealItem({ record, offer }: Attempt, assignment: number) {
  const { resultDigest, ciphertextDigest, salt, charge } = record.result!;
  return {
    resultDigest: fromHex(resultDigest),
    ciphertextDigest: fromHex(ciphertextDigest),
    maskedKey: fromHex(record.seal.maskedKey),
    salt: fromHex(salt),
    charge: BigInt(charge),
    assignment,
    attempt: offer.attempt,
  };
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
