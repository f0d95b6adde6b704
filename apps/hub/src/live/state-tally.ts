import type { JobState, NetworkEvent } from "@qubix/protocol";
import type { StateChange } from "@qubix/store";

/** Changes that are told one by one each time; the others are counted. */
const TOLD = 50;
const ENDED: ReadonlySet<JobState> = new Set(["cancelled", "expired", "failed"]);

/** Collects what became of jobs until it is told. */
export class StateTally {
  readonly #told: NetworkEvent[] = [];
  #counts = { created: 0, settled: 0, ended: 0, omitted: 0 };

  add(changes: readonly StateChange[]): void {
    for (const { key, state, previous } of changes) {
      if (previous === undefined) this.#counts.created++;
      if (state === "settled") this.#counts.settled++;
      if (ENDED.has(state)) this.#counts.ended++;
      if (key === undefined) continue;
      if (this.#told.length < TOLD) this.#told.push({ type: "job", key, state, ...(previous && { previous }) });
      else this.#counts.omitted++;
    }
  }

  /** What there is to tell since the last time; nothing when nothing changed. */
  take(): NetworkEvent[] {
    const told = this.#told.splice(0);
    const counts = this.#counts;
    this.#counts = { created: 0, settled: 0, ended: 0, omitted: 0 };
    const counted = Object.values(counts).some((count) => count > 0);
    return counted ? [...told, { type: "jobs", ...counts }] : told;
  }
}
