import type { JobState } from "@qubix/protocol";
import type { FeedEvent } from "../database/feed-writes.ts";

/** A job that is in another state now; without a key where the job is private. */
export interface StateChange {
  key?: string;
  state: JobState;
  /** Missing for a new job. */
  previous?: JobState;
}

/** Changes in one message: below the 8,000 bytes that NOTIFY of PostgreSQL takes. */
const IN_ONE = 40;

/** What events tell of the states of jobs, to everybody. */
export function stateChanges(events: readonly FeedEvent[]): StateChange[] {
  return events.flatMap(({ jobKey, isPublic, body }) =>
    body.type !== "state"
      ? []
      : [{ ...(isPublic && { key: jobKey }), state: body.state, ...(body.previous && { previous: body.previous }) }],
  );
}

/** As messages of the channel `stateChanges`. */
export function encodeStateChanges(changes: readonly StateChange[]): string[] {
  const messages: string[] = [];
  for (let at = 0; at < changes.length; at += IN_ONE) messages.push(JSON.stringify(changes.slice(at, at + IN_ONE)));
  return messages;
}

/** Reads a message of the channel `stateChanges`, which only hubs write. */
export function decodeStateChanges(message: string): StateChange[] {
  return JSON.parse(message) as StateChange[];
}
