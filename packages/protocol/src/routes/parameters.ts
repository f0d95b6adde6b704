import { z } from "zod";
import { JobKey } from "../schema/primitives.ts";

/** A number in an address or a query. */
export const numberText = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

export const jobParams = z.object({ key: JobKey });
export const attemptParams = z.object({ key: JobKey, attempt: numberText(1, 0xffff_ffff) });
/** `limit` and `cursor`: the cursor comes from the page before. */
export const pageQuery = z.object({ limit: numberText(1, 200).optional(), cursor: z.string().max(256).optional() });
/** A list with the cursor of the next page, missing on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), cursor: z.string().optional() });
