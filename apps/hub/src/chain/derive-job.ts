import type { UnitOfWork } from "@qubix/market";
import { loadProjections, ProjectionConflict, writeProjections } from "./apply-events.ts";

const MAX_TRIES = 8;

/** Brings a job's state up to date with what its attempts say now: a machine works, so the job is running. */
export async function deriveJob(store: UnitOfWork, key: string): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await store.transaction(async (within) => {
        const projections = await loadProjections(within, [key]);
        await writeProjections(within, [...projections.values()]);
      });
      return;
    } catch (error) {
      if (!(error instanceof ProjectionConflict) || tried === MAX_TRIES) throw error;
    }
  }
}
