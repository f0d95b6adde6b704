import { z } from "zod";
import { Milliseconds } from "../schema/primitives.ts";
import { DeliveryState, WebhookDelivery, WebhookDocument, WebhookSettings } from "../webhook/webhook-document.ts";
import { numberText, pageOf, pageQuery } from "./parameters.ts";
import { route } from "./route.ts";

const webhookParams = z.object({ id: z.string().regex(/^wh_[0-9a-f]{24}$/, "wh_ and 24 hex digits") });
const deliveryParams = webhookParams.extend({ delivery: numberText(1, Number.MAX_SAFE_INTEGER) });
const withSecret = z.object({
  webhook: WebhookDocument,
  /** `whsec_…`: shown this once. */
  secret: z.string(),
});

/**
 * An account's endpoints and what was delivered to them; others' answer WEBHOOK_NOT_FOUND. Answers with a secret are kept
 * for no `Idempotency-Key`.
 */
export const webhookRoutes = {
  createWebhook: route({
    method: "POST",
    path: "/webhooks",
    tag: "webhooks",
    summary: "Have events of your jobs sent to a URL. The secret is shown this once.",
    auth: "account",
    scope: "webhooks:write",
    body: WebhookSettings,
    status: 201,
    response: withSecret,
    problems: ["URL_REFUSED", "TOO_MANY_WEBHOOKS"],
  }),
  listWebhooks: route({
    method: "GET",
    path: "/webhooks",
    tag: "webhooks",
    summary: "Your endpoints, oldest first.",
    auth: "account",
    scope: "webhooks:read",
    status: 200,
    response: z.object({ items: z.array(WebhookDocument) }),
    problems: [],
  }),
  getWebhook: route({
    method: "GET",
    path: "/webhooks/:id",
    tag: "webhooks",
    summary: "One endpoint.",
    auth: "account",
    scope: "webhooks:read",
    params: webhookParams,
    status: 200,
    response: WebhookDocument,
    problems: ["WEBHOOK_NOT_FOUND"],
  }),
  putWebhook: route({
    method: "PUT",
    path: "/webhooks/:id",
    tag: "webhooks",
    summary: "Replace an endpoint's settings; `paused: false` also takes one up again that the hub disabled.",
    auth: "account",
    scope: "webhooks:write",
    params: webhookParams,
    body: WebhookSettings.extend({ paused: z.boolean() }),
    status: 200,
    response: WebhookDocument,
    problems: ["WEBHOOK_NOT_FOUND", "URL_REFUSED"],
  }),
  deleteWebhook: route({
    method: "DELETE",
    path: "/webhooks/:id",
    tag: "webhooks",
    summary: "Delete an endpoint and its deliveries.",
    auth: "account",
    scope: "webhooks:write",
    params: webhookParams,
    status: 200,
    response: z.object({ deleted: z.boolean() }),
    problems: [],
  }),
  pingWebhook: route({
    method: "POST",
    path: "/webhooks/:id/ping",
    tag: "webhooks",
    summary: "Send a test message; look at its delivery for what came back.",
    auth: "account",
    scope: "webhooks:write",
    params: webhookParams,
    status: 202,
    response: WebhookDelivery,
    problems: ["WEBHOOK_NOT_FOUND", "WEBHOOK_INACTIVE"],
  }),
  rotateWebhookSecret: route({
    method: "POST",
    path: "/webhooks/:id/secret",
    tag: "webhooks",
    summary:
      "Make a new secret. The one before signs along for `overlapSeconds` (a day), so that receivers can change.",
    auth: "account",
    scope: "webhooks:write",
    params: webhookParams,
    body: z.strictObject({ overlapSeconds: z.int().min(0).max(604_800).optional() }),
    status: 200,
    response: withSecret,
    problems: ["WEBHOOK_NOT_FOUND"],
  }),
  listWebhookDeliveries: route({
    method: "GET",
    path: "/webhooks/:id/deliveries",
    tag: "webhooks",
    summary: "What was or will be delivered, newest first.",
    auth: "account",
    scope: "webhooks:read",
    params: webhookParams,
    query: pageQuery.extend({ state: DeliveryState.optional() }),
    paged: true,
    status: 200,
    response: pageOf(WebhookDelivery),
    problems: ["WEBHOOK_NOT_FOUND"],
  }),
  getWebhookDelivery: route({
    method: "GET",
    path: "/webhooks/:id/deliveries/:delivery",
    tag: "webhooks",
    summary: "One delivery with its attempts.",
    auth: "account",
    scope: "webhooks:read",
    params: deliveryParams,
    status: 200,
    response: WebhookDelivery,
    problems: ["WEBHOOK_NOT_FOUND", "DELIVERY_NOT_FOUND"],
  }),
  replayWebhookDelivery: route({
    method: "POST",
    path: "/webhooks/:id/deliveries/:delivery/replay",
    tag: "webhooks",
    summary: "Send a message again.",
    auth: "account",
    scope: "webhooks:write",
    params: deliveryParams,
    status: 202,
    response: WebhookDelivery,
    problems: ["WEBHOOK_NOT_FOUND", "DELIVERY_NOT_FOUND", "WEBHOOK_INACTIVE"],
  }),
  replayWebhook: route({
    method: "POST",
    path: "/webhooks/:id/replay",
    tag: "webhooks",
    summary: "Send messages of a span of time again: all of them, or those in one state.",
    auth: "account",
    scope: "webhooks:write",
    params: webhookParams,
    body: z.strictObject({
      from: Milliseconds,
      /** Exclusive; now when it is missing. */
      to: Milliseconds.optional(),
      state: DeliveryState.exclude(["pending"]).optional(),
    }),
    status: 202,
    response: z.object({ count: z.int().min(0) }),
    problems: ["WEBHOOK_NOT_FOUND", "WEBHOOK_INACTIVE"],
  }),
} as const;
