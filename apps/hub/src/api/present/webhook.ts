import type { DeliveryRecord, WebhookRecord } from "@qubix/market";
import { type WebhookDelivery, WebhookDocument } from "@qubix/protocol";

const KNOWN_EVENTS = WebhookDocument.shape.events;

/** Without its secrets. */
export function presentWebhook(webhook: WebhookRecord): WebhookDocument {
  return {
    id: webhook.id,
    owner: webhook.owner,
    url: webhook.url,
    events: KNOWN_EVENTS.parse(webhook.events),
    jobs: webhook.jobs,
    description: webhook.description,
    state: webhook.state,
    failures: webhook.failures,
    failingSince: webhook.failingSince,
    previousSecretUntil: webhook.previousUntil,
    createdAt: webhook.createdAt,
    updatedAt: webhook.updatedAt,
  };
}

export function presentDelivery(delivery: DeliveryRecord): WebhookDelivery {
  return {
    id: delivery.id,
    message: delivery.message,
    type: delivery.type,
    job: delivery.jobKey,
    state: delivery.state,
    body: delivery.body,
    attempts: delivery.attempts,
    dueAt: delivery.state === "pending" ? delivery.dueAt : undefined,
    createdAt: delivery.createdAt,
  };
}
