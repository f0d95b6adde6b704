import { z } from "zod";
import { milliseconds } from "../config-values.ts";

/** How the chain is followed and written to. */
export const chainConfig = z
  .strictObject({
    pollMs: milliseconds.default(500).describe("How often nodes are asked for what is new."),
    tickOffset: z
      .number()
      .int()
      .min(2)
      .max(60)
      .default(8)
      .describe("Ticks between signing a transaction and the tick it names."),
    haltedAfterMs: milliseconds
      .default(60_000)
      .describe("The chain counts as halted when no tick came for this long: leases pause, and everybody is told."),
    rebuildAfterMs: milliseconds
      .default(4_000)
      .describe("A bundle that no OC machine pushed within this time is rebuilt from tick data."),
  })
  .prefault({});
