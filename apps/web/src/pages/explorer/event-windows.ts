import type { ChainEventDocument } from "@qubix/protocol";

/**
 * The contract's log is read forwards from a number; people want the newest first. So it is read in windows from its end on:
 * each holds the events with numbers above `after` and at most `to`.
 */
export interface EventWindow {
  /** Missing: from the very first event on. */
  after?: string;
  to: bigint;
  /** Numbers in the window: what the hub is asked for at most. */
  limit: number;
}

/** As many as a hub gives at once. */
const WIDEST = 1_000;

/** The window that ends at an event. A filter leaves little of it, so it is wide then. */
export function windowEndingAt(to: bigint, size: number, filtered: boolean): EventWindow {
  const limit = filtered ? WIDEST : size;
  const after = to - BigInt(limit);
  return { to, limit, ...(after >= 0n && { after: String(after) }) };
}

/** Where the next window ends; undefined after the first event of all. */
export function nextEnd({ after }: EventWindow): bigint | undefined {
  return after === undefined ? undefined : BigInt(after);
}

/** The events of a window, newest first. */
export function eventsIn({ to }: EventWindow, events: readonly ChainEventDocument[]): ChainEventDocument[] {
  return events.filter(({ seq }) => BigInt(seq) <= to).reverse();
}
