import { z } from "zod";

/** Signing in. */
export const authConfig = z
  .strictObject({
    accessSeconds: z
      .number()
      .int()
      .min(10)
      .max(3_600)
      .default(600)
      .describe("Life of an access token. A session that was ended elsewhere is refused at once all the same."),
    sessionDays: z
      .number()
      .int()
      .min(1)
      .max(365)
      .default(30)
      .describe("A session that is not used for so long is over; in all it lasts twelve times as long."),
  })
  .prefault({});
