/** A table for spreadsheets (RFC 4180). Cells must hold no commas, quotes or line breaks: numbers, keys, codes, times. */
export function csvText(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, ...rows].map((row) => `${row.join()}\r\n`).join("");
}
