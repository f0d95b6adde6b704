import { z } from "zod";
import { milliseconds } from "../config-values.ts";

/** How work and machines are brought together. */
export const matchConfig = z
  .strictObject({
    presenceMs: milliseconds
      .optional()
      .describe(
        "A machine that did not say anything for this long gets no work; leases.lostAfterMs unless said otherwise.",
      ),
    gatherMs: milliseconds.default(20).describe("Matches that come within this time share one transaction."),
    starvedAfterMs: milliseconds
      .default(60_000)
      .describe("A machine is kept for a job that has waited longer than this and that others keep passing."),
  })
  .prefault({});
