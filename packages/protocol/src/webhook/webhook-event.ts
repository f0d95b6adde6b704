import { z } from "zod";
import { JobEventBody } from "../live/job-event.ts";
import { JobKey } from "../schema/primitives.ts";

/** `job.` and the type of an event of a job's live feed; `ping` is what a test sends. */
export type WebhookEventType = `job.${JobEventBody["type"]}` | "ping";

/** What an endpoint can ask for. */
export const WEBHOOK_EVENT_TYPES = JobEventBody.options.map(
  (option) => `job.${option.shape.type.value}` as const,
) as Exclude<WebhookEventType, "ping">[];

/**
 * The body of a delivery, as the Standard Webhooks specification has it. The same message comes with the same
 * `webhook-id` each time it is sent. Events of one job are told apart and put in order by `data.seq`; `job.log` and
 * `job.progress` stand for all of their kind since the last one.
 */
export const WebhookMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ping"), timestamp: z.iso.datetime(), data: z.object({ webhook: z.string() }) }),
  z.object({
    type: z.enum(WEBHOOK_EVENT_TYPES),
    /** When it happened. */
    timestamp: z.iso.datetime(),
    data: z.object({
      job: JobKey,
      /** The event's number in the job's live feed. */
      seq: z.int().min(1),
      /** Missing where it is too large to be sent: read it from the job's events. */
      event: JobEventBody.optional(),
    }),
  }),
]);
export type WebhookMessage = z.infer<typeof WebhookMessage>;
