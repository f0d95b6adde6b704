import { z } from "zod";

/** How people reach whoever runs the hub, and how much they may report. */
export const moderationConfig = z
  .strictObject({
    contact: z.string().min(1).max(200).optional().describe("Told to who is blocked, to appeal: an address or a page."),
    reportsPerDay: z.number().int().min(1).default(20).describe("Reports of one identity in a day."),
  })
  .prefault({});
