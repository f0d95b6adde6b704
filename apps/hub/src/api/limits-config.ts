import { z } from "zod";
import { count, milliseconds } from "../config-values.ts";

const rate = z
  .strictObject({
    readsPerMinute: count
      .default(12_000)
      .describe("GET and HEAD of one identity, or of one address where nobody signs."),
    writesPerMinute: count.default(6_000).describe("Everything else, likewise."),
    agentCallsPerMinute: count.default(60_000).describe("Calls of one provider's agents."),
    signInsPerMinute: count
      .default(120)
      .describe("Attempts to sign in from one address: challenges, answers to them, refreshes."),
    addressPerMinute: count
      .default(120_000)
      .describe("Signed requests from one address, whoever signs: identities cost nothing."),
  })
  .prefault({});

const upload = z
  .strictObject({
    windowMs: milliseconds.default(30_000).describe("Length of a window."),
    bytes: count.default(64 * 1024).describe("Bytes that must arrive in each window."),
  })
  .prefault({});

/** What one caller may ask of the API. */
export const limitsConfig = z
  .strictObject({
    rate: rate.describe("Requests in a minute."),
    bodyMs: milliseconds.default(20_000).describe("Time for a JSON body to arrive whole."),
    upload: upload.describe("What an upload must bring; it may last as long as it does."),
    idleMs: milliseconds.default(120_000).describe("A connection on which nothing moves for this long is closed."),
  })
  .prefault({});
