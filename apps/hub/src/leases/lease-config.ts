import { z } from "zod";
import { milliseconds } from "../config-values.ts";

/** How long attempts live without a sign of life. */
export const leaseConfig = z
  .strictObject({
    heartbeatMs: milliseconds.default(5_000).describe("How often agents say that they live."),
    lostAfterMs: milliseconds.default(15_000).describe("An attempt whose last heartbeat is older is revoked."),
    leaseTicks: z
      .number()
      .int()
      .min(8)
      .max(65_535)
      .default(120)
      .describe("Ticks that an assignment is granted, and that each renewal extends it to."),
  })
  .prefault({});
