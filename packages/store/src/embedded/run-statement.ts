import { type messages, type PGlite, protocol } from "@electric-sql/pglite";
import type { RawResult } from "./worker-messages.ts";

type Message = messages.BackendMessage;
const { serialize } = protocol;

/**
 * One statement (or several, without values) in PostgreSQL's own protocol, its messages sent in one go: half the time of
 * PGlite's `query`, which asks for the parameters' types first and parses values that are parsed elsewhere here.
 * @throws DatabaseError with PostgreSQL's `code`
 */
export async function runStatement(database: PGlite, text: string, values: (string | null)[]): Promise<RawResult> {
  const request = values.length === 0 ? serialize.query(text) : extendedQuery(text, values);
  const { messages } = await database.execProtocol(request);
  return lastResult(messages);
}

function extendedQuery(text: string, values: (string | null)[]): Uint8Array {
  return Buffer.concat([
    serialize.parse({ text }),
    serialize.bind({ values }),
    serialize.describe({ type: "P" }),
    serialize.execute({}),
    serialize.sync(),
  ]);
}

/** The result of the last statement that was completed. */
function lastResult(received: Message[]): RawResult {
  let last: RawResult = { rowCount: 0, fields: [], rows: [] };
  let fields: RawResult["fields"] = [];
  let rows: RawResult["rows"] = [];
  for (const message of received) {
    if (message.name === "rowDescription") {
      fields = (message as messages.RowDescriptionMessage).fields.map(({ name, dataTypeID }) => ({ name, dataTypeID }));
    } else if (message.name === "dataRow") {
      rows.push((message as messages.DataRowMessage).fields);
    } else if (message.name === "commandComplete") {
      const words = (message as messages.CommandCompleteMessage).text.split(" ");
      const count = Number(words.at(-1)); // "INSERT 0 5", "SELECT 2", but "CREATE TABLE"
      last = { command: words[0]!, rowCount: Number.isNaN(count) ? 0 : count, fields, rows };
      fields = [];
      rows = [];
    }
  }
  return last;
}
