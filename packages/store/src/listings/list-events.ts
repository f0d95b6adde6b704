import type { Listings } from "@qubix/market";
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Session } from "../database/session.ts";
import { chainEvents } from "../schema/index.ts";

export const listEvents =
  ({ db }: Session): Listings["events"] =>
  ({ after, limit, types, key }) =>
    db
      .select()
      .from(chainEvents)
      .where(
        and(
          after === undefined ? undefined : gt(chainEvents.seq, after),
          types === undefined ? undefined : inArray(chainEvents.type, [...types]),
          key === undefined ? undefined : eq(chainEvents.key, key),
        ),
      )
      .orderBy(asc(chainEvents.seq))
      .limit(limit);
