import type { AttemptRecord } from "@qubix/market";
import type { AttemptHeartbeat, AttemptMetrics, AttemptPhase, JobEventBody } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import { deriveJob } from "../chain/derive-job.ts";
import type { AttemptCache } from "./attempt-cache.ts";
import { attemptKey } from "./presence-keys.ts";

/** Progress goes to a job's feed at most this often per attempt. */
const EVENT_MS = 1_000;

/**
 * Heartbeats of attempts: kept in presence, and only what changed goes to the database — a new phase at once, progress now and
 * then.
 */
export class ProgressWriter {
  readonly #written = new Map<string, { at: number; progress: number | undefined }>();

  constructor(
    readonly store: Store,
    readonly cache: AttemptCache,
    /** How long an attempt counts as alive after a heartbeat. */
    readonly lostAfterMs: number,
  ) {}

  /** A sign of life. */
  async alive({ jobKey, attempt }: AttemptHeartbeat): Promise<void> {
    await this.store.presence.beat(attemptKey(jobKey, attempt), this.store.clock.now(), this.lostAfterMs);
  }

  /** Writes down what is news. */
  async take(row: AttemptRecord, beat: AttemptHeartbeat): Promise<void> {
    const key = attemptKey(beat.jobKey, beat.attempt);
    if (row.phase !== beat.phase && row.phase !== "uploaded") await this.#phase(key, row, beat);
    else if (this.#isNews(key, beat)) await this.#news(row, beat.metrics, this.#event(key, beat));
  }

  /** What a metered run costs stays with its attempt: its requester decides by it whether to top up. */
  async #news(row: AttemptRecord, metrics: AttemptMetrics | undefined, event: JobEventBody): Promise<void> {
    if (metrics?.cost === undefined) return void (await this.store.jobs.appendEvents(row.jobKey, [event]));
    const changed = await this.store.attempts.change(row.id, row.version, { metrics }, [event]);
    if (changed) this.cache.put(changed);
    else this.cache.forget(row.id);
  }

  #isNews(key: string, beat: AttemptHeartbeat): boolean {
    const last = this.#written.get(key);
    const due = !last || performance.now() - last.at >= EVENT_MS;
    return due && (beat.metrics !== undefined || last?.progress !== beat.progress);
  }

  #event(key: string, { attempt, phase, progress, metrics }: AttemptHeartbeat): JobEventBody {
    this.#written.set(key, { at: performance.now(), progress });
    if (this.#written.size > 10_000) this.#written.delete(this.#written.keys().next().value as string);
    return {
      type: "progress",
      attempt,
      phase,
      ...(progress === undefined ? {} : { progress }),
      ...(metrics === undefined ? {} : { metrics }),
    };
  }

  /** Losing a race against another change of the row costs one heartbeat. */
  async #phase(key: string, row: AttemptRecord, beat: AttemptHeartbeat): Promise<void> {
    const patch = { phase: beat.phase, ...(beat.progress === undefined ? {} : { progress: beat.progress }) };
    const changed = await this.store.attempts.change(row.id, row.version, patch, [this.#event(key, beat)]);
    if (!changed) return this.cache.forget(row.id);
    this.cache.put(changed);
    if (isBusy(beat.phase) && !isBusy(row.phase)) await deriveJob(this.store, beat.jobKey);
  }
}

function isBusy(phase: AttemptPhase | undefined): boolean {
  return phase !== undefined && phase !== "offered" && phase !== "accepted";
}
