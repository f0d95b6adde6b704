import type { AccountNotice, JobEventBody } from "@qubix/protocol";

/** An event on its way into its job's feed, where it has its number; the account's is given at the commit. */
export interface FeedEvent {
  jobKey: string;
  /** Whose account feed it belongs to as well. */
  requester: string;
  /** Anybody may know of it. */
  isPublic: boolean;
  /** The job's, milliseconds since 1970. */
  createdAt: number;
  /** Where the job's trace is, if it has one. */
  traceparent?: string | undefined;
  seq: number;
  /** Milliseconds since 1970. */
  time: number;
  body: JobEventBody;
}

/** A notice on its way into an account's feed. */
export interface FeedNotice {
  identity: string;
  /** Milliseconds since 1970. */
  time: number;
  body: AccountNotice;
}

/** What a transaction adds to feeds: written in one statement, its last before the commit. */
export interface FeedWrites {
  events: FeedEvent[];
  notices: FeedNotice[];
}

/** Whether the requester's account feed shows it: not what comes often and is old a moment later. */
export function isOfAccount({ body }: Pick<FeedEvent, "body">): boolean {
  return body.type !== "progress" && body.type !== "log";
}
