import { z } from "zod";

/** Kinds of values that the configuration's sections share. */
export const count = z.number().int().min(1);
/** Milliseconds, up to a day. */
export const milliseconds = count.max(86_400_000);
