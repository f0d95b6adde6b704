/** A field of a decoded input: its path, and its value as text. */
export interface FieldRow {
  path: string;
  value: string;
  /** A job's key, which has a page. */
  job?: string;
}

/** More would be no list that anybody reads; the bytes below it are whole. */
const MAX_ROWS = 200;
const isJobKey = (name: string, value: string) =>
  name === "jobKey" && /^[0-9a-f]{64}$/.test(value) && !/^0+$/.test(value);

/** The fields of a decoded input, nested ones by their paths; zeros at the end of arrays are left out. */
export function fieldRows(fields: Record<string, unknown>): FieldRow[] {
  return [...rowsOf(fields, "")].slice(0, MAX_ROWS);
}

function* rowsOf(value: unknown, path: string): Generator<FieldRow> {
  if (Array.isArray(value)) {
    const used = value.slice(0, value.findLastIndex((item) => !isBlank(item)) + 1);
    for (const [index, item] of used.entries()) yield* rowsOf(item, `${path}[${index}]`);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) yield* rowsOf(member, path === "" ? name : `${path}.${name}`);
  } else {
    const text = String(value);
    const name = /[^.]*$/.exec(path)?.[0] ?? "";
    yield { path, value: text, ...(isJobKey(name, text) && { job: text }) };
  }
}

/** Nothing but zeros: what the contract's fixed arrays are filled up with. */
function isBlank(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return /^0*$/.test(String(value)) || value === false;
  return Object.values(value).every(isBlank);
}
