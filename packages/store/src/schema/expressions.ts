import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/**
 * Words of a text, for an index: `resnet-50_v2` has three. The characters that go are those by which PostgreSQL's parser takes
 * words together (hosts, paths, addresses, signed numbers) or passes over them (markup and entities, to the text's end where
 * nothing closes them).
 */
export const wordsOf = (text: SQLWrapper): SQL =>
  sql`to_tsvector('simple', translate(${text}, '-_./:<>&@+~', '           '))`;

/** Tick of a receipt, for an index. */
export const receiptTick = (receipt: SQLWrapper) => sql<number>`((${receipt} ->> 'tick')::bigint)`;
