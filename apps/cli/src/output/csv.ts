/** What spreadsheets take for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?[0-9]+(?:\.[0-9]+)?$/;

type Row = Record<string, unknown>;

/** The rows of a document: its `items` if it is a list, else itself. */
export function rowsOf(value: unknown): Row[] {
  const { items } = value as { items?: unknown };
  return Array.isArray(items) ? (items as Row[]) : [value as Row];
}

/** Names of all members of the rows, in the order in which they come up. */
export function columnsOf(rows: Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

/**
 * One line of CSV (RFC 4180, without its line break). Members that are no plain value are written as JSON. A text that a
 * spreadsheet would run as a formula gets an apostrophe in front, which makes a text of it.
 */
export function csvLine(values: unknown[]): string {
  return values.map((value) => quoted(textOf(value))).join(",");
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return typeof value === "string" && FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
