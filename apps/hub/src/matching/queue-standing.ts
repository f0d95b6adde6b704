import { z } from "zod";

/** Key in the store's presence under which the matcher tells how the queue stands. */
export const QUEUE_KEY = "matcher:queue";

/** How the queue stands: who waits, and about how many of others are served before. */
export const QueueStanding = z.object({
  at: z.number(),
  waiting: z.number(),
  requesters: z.array(z.object({ requester: z.string(), waiting: z.number(), ahead: z.number() })),
});
export type QueueStanding = z.infer<typeof QueueStanding>;
