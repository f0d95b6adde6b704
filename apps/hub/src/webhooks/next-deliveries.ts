import type { DeliveryRecord } from "@qubix/market";

/** A message that failed so often lets the later ones of its job pass: the receiver may dislike just this one. */
const HOLDS_BACK_TRIES = 5;

/**
 * Which of an endpoint's pending deliveries to send now, `limit` at most. Messages of one job go one after the other.
 * @param pending in their order
 * @param busy jobs of which a message is on its way
 */
export function nextDeliveries(
  pending: readonly DeliveryRecord[],
  busy: ReadonlySet<string>,
  now: number,
  limit: number,
): DeliveryRecord[] {
  const held = new Set(busy);
  const chosen: DeliveryRecord[] = [];
  for (const delivery of pending) {
    if (chosen.length >= limit) break;
    const lane = delivery.ordered ? delivery.jobKey : undefined;
    if (lane !== undefined && held.has(lane)) continue;
    const isDue = delivery.dueAt <= now;
    if (isDue) chosen.push(delivery);
    if (lane !== undefined && (isDue || delivery.tries < HOLDS_BACK_TRIES)) held.add(lane);
  }
  return chosen;
}
