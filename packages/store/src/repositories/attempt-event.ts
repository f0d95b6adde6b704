import type { AttemptRecord } from "@qubix/market";
import type { JobEventBody } from "@qubix/protocol";

/** An `attempt` event, once the attempt has the contract's number. */
export function attemptEvent({ attempt, replica, provider, state, endReason }: AttemptRecord): JobEventBody[] {
  if (attempt === undefined) return [];
  return [{ type: "attempt", attempt, replica, provider, state, ...(endReason === undefined ? {} : { endReason }) }];
}
