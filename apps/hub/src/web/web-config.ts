import { z } from "zod";

/** Pages for people, beside the API. */
export const webConfig = z
  .union([
    z.literal(false),
    z.strictObject({
      dir: z.string().min(1).optional(),
      docsDir: z.string().min(1).optional(),
    }),
  ])
  .default({});
