import { z } from "zod";

/** What is kept of the network's own ticks and transactions. */
export const explorerConfig = z
  .strictObject({
    keepDays: z
      .number()
      .int()
      .min(0)
      .max(36_500)
      .default(30)
      .describe("Days that ticks and transactions of the network are kept; they go by whole months. 0 keeps none."),
  })
  .prefault({});
