import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** Words of a name, for an index: `resnet-50_v2` has three. */
export const wordsOf = (text: SQLWrapper): SQL => sql`to_tsvector('simple', translate(${text}, '-_./:', '     '))`;

/** Tick of a receipt, for an index. */
export const receiptTick = (receipt: SQLWrapper) => sql<number>`((${receipt} ->> 'tick')::bigint)`;
