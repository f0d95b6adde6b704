import type { AttemptRecord } from "@qubix/market";
import type { AttemptHeartbeat } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import { loadProjections, writeProjections } from "../chain/apply-events.ts";
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
    /** How long an attempt counts as alive after a heartbeat. */
    readonly lostAfterMs: number,
  ) {}

  async take(row: AttemptRecord, beat: AttemptHeartbeat): Promise<void> {
    const key = attemptKey(beat.jobKey, beat.attempt);
    await this.store.presence.beat(key, this.store.clock.now(), this.lostAfterMs);
    if (row.phase !== beat.phase) await this.#phase(row.id, beat);
    if (row.phase !== beat.phase || this.#isNews(key, beat)) await this.#event(key, beat);
  }

  #isNews(key: string, beat: AttemptHeartbeat): boolean {
    const last = this.#written.get(key);
    const due = !last || performance.now() - last.at >= EVENT_MS;
    return due && (beat.metrics !== undefined || last?.progress !== beat.progress);
  }

  async #event(key: string, { jobKey, attempt, phase, progress, metrics }: AttemptHeartbeat): Promise<void> {
    this.#written.set(key, { at: performance.now(), progress });
    if (this.#written.size > 10_000) this.#written.delete(this.#written.keys().next().value as string);
    await this.store.jobs.appendEvents(jobKey, [
      {
        type: "progress",
        attempt,
        phase,
        ...(progress === undefined ? {} : { progress }),
        ...(metrics === undefined ? {} : { metrics }),
      },
    ]);
  }

  /** A new phase can change the job's state too (a machine works: the job is running). Losing a race costs one heartbeat. */
  async #phase(id: number, beat: AttemptHeartbeat): Promise<void> {
    await this.store.transaction(async (within) => {
      await within.jobs.lock([beat.jobKey]);
      const row = await within.attempts.get(id);
      if (!row || row.phase === beat.phase || row.phase === "uploaded") return;
      await within.attempts.change(id, row.version, {
        phase: beat.phase,
        ...(beat.progress === undefined ? {} : { progress: beat.progress }),
      });
      const projections = await loadProjections(within, [beat.jobKey]);
      await writeProjections(within, [...projections.values()]);
    });
  }
}
