import { setTimeout as sleep } from "node:timers/promises";
import { isLiveAttempt } from "@qubix/market";
import { type Difference, isTerminalJobState, type ReconcileReport } from "@qubix/protocol";
import type { Store } from "@qubix/store";
import { loadProjections } from "../chain/apply-events.ts";
import type { HubParts } from "../hub-parts.ts";
import { Problem } from "../problem.ts";
import { Audit } from "./audit.ts";
import { LIVE } from "./compare-job.ts";

/** How long a difference may be nothing but an event on its way. */
const PATIENCE_MS = 3_000;

/**
 * Compares the database with the contract and, unless `dryRun`, brings it to what the contract says: participants, jobs,
 * attempts, waiting replicas, and the queue from the outbox. Safe while the hub works: everything is compare-and-set, and
 * what is found is looked at again after a moment, since events may be on their way.
 *
 * What can't be repaired is left in the report: a job or an attempt that the contract has and the database has not. The job's
 * requester submits it again, which is harmless, or cancels it; the attempt's lease ends.
 * @throws Problem NODE_UNREACHABLE before the chain has shown the hub's registration
 */
export async function reconcile(
  { store, reconciler, reader, view }: Pick<HubParts, "store" | "reconciler" | "reader" | "view">,
  dryRun: boolean,
): Promise<ReconcileReport> {
  const hub = view.hub()?.slot;
  if (hub === undefined) throw new Problem("NODE_UNREACHABLE", "The chain has not shown this hub's registration yet.");
  const audit = new Audit({ store, reader, hub });
  const { tick } = view.status();
  const cursor = await store.projection.cursor();
  const found = await lasting(audit);
  if (!dryRun && found.length > 0) await repair(store, reconciler, found);
  const effects = dryRun ? 0 : await store.effects.refill();
  const left = dryRun || found.length === 0 ? found : await lasting(audit);
  return { tick, ...(cursor && { projectedTick: cursor.tick }), found, left, effects };
}

async function lasting(audit: Audit): Promise<Difference[]> {
  const first = await audit.differences();
  if (first.length === 0) return [];
  await sleep(PATIENCE_MS);
  const again = new Set((await audit.differences()).map(nameOf));
  return first.filter((difference) => again.has(nameOf(difference)));
}

const nameOf = ({ what, id, field }: Difference) => `${what} ${id} ${field}`;

async function repair(store: Store, reconciler: HubParts["reconciler"], found: Difference[]): Promise<void> {
  const over = found.filter(({ what, field, chain }) => field === "state" && chain === LIVE && what !== "waiting");
  for (const key of jobsOf(over)) await reopen(store, key);
  await reconciler.everything();
  for (const key of jobsOf(found.filter(({ what }) => what === "waiting"))) await repairWaiting(store, key);
}

const jobsOf = (differences: Difference[]) => new Set(differences.map(({ id }) => id.split("/")[0]!));

/** Back to before the creation, from where everything that the contract has is projected again. */
function reopen(store: Store, key: string): Promise<void> {
  return store.transaction(async (within) => {
    const [job] = await within.jobs.lock([key]);
    if (!job) return;
    if (isTerminalJobState(job.state))
      await within.jobs.rollBack(key, { state: "submitted", slot: null, closeReason: null, receipt: null });
    for (const { id, state, attempt } of await within.attempts.ofJob(key))
      if (attempt !== undefined && !isLiveAttempt(state)) await within.attempts.rollBack(id);
  });
}

/** Free replicas wait, others don't. */
function repairWaiting(store: Store, key: string): Promise<void> {
  return store.transaction(async (within) => {
    const projection = (await loadProjections(within, [key])).get(key);
    if (!projection) return;
    await within.waiting.remove(key);
    await within.waiting.add(key, projection.freeReplicas);
  });
}
