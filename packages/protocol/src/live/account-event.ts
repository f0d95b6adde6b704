import { z } from "zod";
import { Hex32, Milliseconds } from "../schema/primitives.ts";
import { JobEventBody } from "./job-event.ts";

/** What happened to an account itself. */
export const AccountNotice = z.discriminatedUnion("type", [
  z.object({ type: z.literal("signed-in"), session: z.string() }),
  z.object({ type: z.literal("signed-out"), session: z.string() }),
  z.object({ type: z.literal("api-key-created"), id: z.string(), name: z.string() }),
  z.object({ type: z.literal("api-key-revoked"), id: z.string() }),
  /** Nothing came through to this endpoint since then: the hub sends no more to it. */
  z.object({ type: z.literal("webhook-disabled"), id: z.string(), since: Milliseconds }),
]);
export type AccountNotice = z.infer<typeof AccountNotice>;

const seq = z.int().min(1);

/**
 * An event of an account's live feed: what happens to all of its jobs, except `progress` and `log`, which only the job's
 * own feed has; and what happens to the account itself. `seq` counts from 1 without gaps within the account.
 */
export const AccountEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("job"),
    seq,
    time: Milliseconds,
    key: Hex32,
    /** The event's number in the job's own feed. */
    jobSeq: z.int().min(1),
    body: JobEventBody,
  }),
  z.object({ type: z.literal("notice"), seq, time: Milliseconds, body: AccountNotice }),
]);
export type AccountEvent = z.infer<typeof AccountEvent>;
