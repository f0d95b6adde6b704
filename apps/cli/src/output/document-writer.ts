import { stringify } from "yaml";
import { columnsOf, csvLine, rowsOf } from "./csv.ts";

/** The forms in which commands print what they have to say. */
export const OUTPUTS = ["table", "json", "yaml", "csv"] as const;
export type Output = (typeof OUTPUTS)[number];

/** Writes documents one after another in a form for programs; `write` gets whole lines. */
export class DocumentWriter {
  #written = 0;
  #columns: string[] = [];

  constructor(
    private readonly form: Exclude<Output, "table">,
    private readonly write: (text: string) => void,
  ) {}

  /** Amounts (bigint) become decimal strings in every form. */
  add(document: unknown): void {
    const text = JSON.stringify(document, (_, value) => (typeof value === "bigint" ? value.toString() : value));
    if (this.form === "json") this.write(`${text}\n`);
    else if (this.form === "yaml") this.write((this.#written > 0 ? "---\n" : "") + stringify(JSON.parse(text)));
    else this.#addRows(JSON.parse(text));
    this.#written++;
  }

  /** A heading stands above the rows, and again where they become others. */
  #addRows(document: unknown): void {
    const rows = rowsOf(document);
    const columns = columnsOf(rows);
    if (columns.some((name) => !this.#columns.includes(name))) {
      this.#columns = columns;
      this.write(`${csvLine(columns)}\r\n`);
    }
    for (const row of rows) this.write(`${csvLine(this.#columns.map((name) => row[name]))}\r\n`);
  }
}
