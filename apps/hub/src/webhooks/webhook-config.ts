import { z } from "zod";

const HOUR_MS = 3_600_000;
const span = z.number().int().min(1);

/** Webhooks: events of jobs sent to URLs that accounts name. */
export const webhookConfig = z
  .strictObject({
    maxPerAccount: span.default(20).describe("Endpoints of one account."),
    concurrency: span.max(1000).default(64).describe("Deliveries on their way at once, all endpoints together."),
    perEndpoint: span.max(64).default(4).describe("Deliveries on their way at once to one endpoint."),
    timeoutMs: span.max(60_000).default(10_000).describe("How long a receiver may take to answer."),
    retryForMs: span.default(24 * HOUR_MS).describe("How long a message is tried again before it is given up."),
    disableAfterMs: span
      .default(5 * 24 * HOUR_MS)
      .describe("An endpoint to which nothing came through for so long is disabled."),
    keepMs: span.default(7 * 24 * HOUR_MS).describe("How long deliveries are kept to be looked at and replayed."),
    activityMs: span
      .max(HOUR_MS)
      .default(5_000)
      .describe("Log lines and progress are gathered for so long into one message."),
  })
  .prefault({});
