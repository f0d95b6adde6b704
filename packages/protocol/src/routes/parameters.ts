import { z } from "zod";
import { Hex32, JobKey, MAX_TIME } from "../schema/primitives.ts";

/** A number in an address or a query: digits only. */
export const numberText = (min: number, max: number) =>
  z.codec(z.string().regex(/^[0-9]{1,16}$/, "a whole number"), z.int().min(min).max(max), {
    decode: Number,
    encode: String,
  });

/** Milliseconds since 1970 in a query, until the year 9999. */
export const timeText = () => numberText(0, MAX_TIME);

/** `true` or `false` in a query. */
export const flagText = () =>
  z.codec(z.enum(["true", "false"]), z.boolean(), {
    decode: (text) => text === "true",
    encode: (on) => `${on}` as const,
  });

/** Several of a kind in a query, with commas between: `state=funded,running`. */
export const listText = <T extends z.ZodType<string, string>>(item: T, max = 32) =>
  z.codec(z.string().max(max * 64), z.array(item).min(1).max(max), {
    decode: (text) => text.split(",") as z.input<T>[],
    encode: (items) => items.join(","),
  });

/** Words to look for; each must be the beginning of a word of what is found. */
export const searchText = () =>
  z
    .string()
    .min(1)
    .max(128)
    .regex(/[\p{L}\p{N}]/u, "at least one letter or digit");

export const blobParams = z.object({ sha256: Hex32 });
export const jobParams = z.object({ key: JobKey });
export const attemptParams = z.object({ key: JobKey, attempt: numberText(1, 0xffff_ffff) });
/** `limit` and `cursor`: the cursor comes from the page before. */
export const pageQuery = z.object({ limit: numberText(1, 200).optional(), cursor: z.string().max(256).optional() });
/** A list with the cursor of the next page, missing on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), cursor: z.string().optional() });
