import { observeConfig } from "@qubix/observe";
import { z } from "zod";

/** What a hub tells about itself beyond what every process does. */
export const hubObserveConfig = observeConfig
  .extend({
    accessLog: z
      .enum(["off", "debug", "info"])
      .default("debug")
      .describe("Level of the line that is logged for each request answered."),
    drainMs: z
      .number()
      .int()
      .min(0)
      .max(120_000)
      .default(0)
      .describe(
        "How long it goes on serving after SIGTERM, not ready any more: as long as a load balancer takes to see it.",
      ),
  })
  .prefault({});
