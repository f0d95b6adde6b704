/** Rows in columns; columns of numbers (all but the head begin with a digit, or are empty) stand to the right. */
export function textTable(head: string[], rows: string[][]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? "").length)));
  const numbers = head.map((_, column) => rows.every((row) => /^(?:[0-9−-].*)?$/.test(row[column] ?? "")));
  const line = (row: string[]) =>
    row
      .map((text, column) => (numbers[column] ? text.padStart(widths[column]!) : text.padEnd(widths[column]!)))
      .join("  ")
      .trimEnd();
  return [line(head), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

/** 1234567n → "1,234,567". */
export function grouped(amount: bigint | string | number): string {
  return BigInt(amount).toLocaleString("en-US");
}

/** The beginning of an identity or a transaction id. */
export function short(id: string): string {
  return `${id.slice(0, 8)}…`;
}
