import { z } from "zod";
import { Identity, JobKey, label, Milliseconds } from "../schema/primitives.ts";
import { WEBHOOK_EVENT_TYPES } from "./webhook-event.ts";

/** Jobs that one endpoint can name; without a list it hears of all. */
const MAX_JOBS = 100;

/** What an account says about an endpoint. */
export const WebhookSettings = z.strictObject({
  /** Where deliveries go: https, on the public internet. */
  url: z.string().min(1).max(2048),
  /** Which events; none named means all but `job.progress` and `job.log`. */
  events: z.array(z.enum(WEBHOOK_EVENT_TYPES)).max(WEBHOOK_EVENT_TYPES.length).optional(),
  /** Only events of these jobs; without it of all jobs of the account. */
  jobs: z.array(JobKey).min(1).max(MAX_JOBS).optional(),
  description: label(200).optional(),
});
export type WebhookSettings = z.infer<typeof WebhookSettings>;

/** `paused` by its owner; `disabled` by the hub after days without a single success. Events are held back meanwhile. */
export const WEBHOOK_STATES = ["active", "paused", "disabled"] as const;
export const WebhookState = z.enum(WEBHOOK_STATES);
export type WebhookState = z.infer<typeof WebhookState>;

/** An endpoint as its owner sees it; the secret is shown once, when it is made. */
export const WebhookDocument = z.object({
  id: z.string(),
  owner: Identity,
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENT_TYPES)),
  jobs: z.array(JobKey).optional(),
  description: z.string().optional(),
  state: WebhookState,
  /** Deliveries that failed since the last one that did not. */
  failures: z.int().min(0),
  /** Since when each delivery fails. */
  failingSince: Milliseconds.optional(),
  /** The secret before the last rotation signs along until then. */
  previousSecretUntil: Milliseconds.optional(),
  createdAt: Milliseconds,
  updatedAt: Milliseconds,
});
export type WebhookDocument = z.infer<typeof WebhookDocument>;

/** `failed`: given up; it can still be replayed. */
export const DELIVERY_STATES = ["pending", "delivered", "failed"] as const;
export const DeliveryState = z.enum(DELIVERY_STATES);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** One try to deliver. */
export const DeliveryAttempt = z.object({
  at: Milliseconds,
  durationMs: z.int().min(0),
  /** HTTP status; missing when there was no answer. */
  status: z.int().optional(),
  /** The beginning of the answer's body, or what went wrong. */
  response: z.string(),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

/** A message on its way to an endpoint. */
export const WebhookDelivery = z.object({
  id: z.int().min(1),
  /** The `webhook-id` header: the same each time this message is sent. */
  message: z.string(),
  type: z.string(),
  job: JobKey.optional(),
  state: DeliveryState,
  /** The body that is sent. */
  body: z.string(),
  attempts: z.array(DeliveryAttempt),
  /** When it is tried next. */
  dueAt: Milliseconds.optional(),
  createdAt: Milliseconds,
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
