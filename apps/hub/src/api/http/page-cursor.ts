import { MAX_TIME } from "@qubix/protocol";
import { z } from "zod";
import { Problem } from "../../problem.ts";

/** Times that the database can compare with. */
export const Time = z.int().min(0).max(MAX_TIME);
export const TimeAndKey = z.tuple([Time, z.string().max(160)]);

/**
 * Cursors of one list in one order: where a page ended, opaque to clients. Clients can send anything: what does not
 * fit the schema, or belongs to another list, is refused.
 */
export class PageCursor<Position> {
  /** @param list name of the list and its order: a cursor of `jobs newest` does not go on `jobs updated` */
  constructor(
    readonly list: string,
    readonly schema: z.ZodType<Position>,
  ) {}

  write(position: Position | undefined): string | undefined {
    if (position === undefined) return undefined;
    return Buffer.from(JSON.stringify([this.list, this.schema.encode(position)])).toString("base64url");
  }

  /** @throws Problem INVALID_CURSOR */
  read(cursor: string | undefined): Position | undefined {
    if (cursor === undefined) return undefined;
    const parsed = z.tuple([z.literal(this.list), this.schema]).safeParse(jsonOf(cursor));
    if (!parsed.success) throw new Problem("INVALID_CURSOR", `It is none of this list in this order (${this.list}).`);
    return parsed.data[1];
  }
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
