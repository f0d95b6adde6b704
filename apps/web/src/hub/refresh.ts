import type { NetworkEvent } from "@qubix/protocol";

/** What a page's data can go with: each tick (balances), or changes of jobs (lists of them, statistics). */
export type Refresh = "tick" | "jobs";

/** What has to be read again after an event of the network. */
export function refreshedBy(event: NetworkEvent): Refresh | undefined {
  if (event.type === "tick") return "tick";
  return event.type === "job" || event.type === "jobs" ? "jobs" : undefined;
}
