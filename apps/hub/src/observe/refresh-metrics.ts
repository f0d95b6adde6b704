import type { HubParts } from "../hub-parts.ts";

/** Sets what is told as it is at the moment: how the chain goes, and the connections to the database. */
export function refreshMetrics({ metrics, view, store }: Pick<HubParts, "metrics" | "view" | "store">): void {
  metrics.chain.status(view.status(), view.finalTick(), view.tickAgeMs());
  const connections = store.vitals.connections();
  if (connections) metrics.database.pool(connections);
}
