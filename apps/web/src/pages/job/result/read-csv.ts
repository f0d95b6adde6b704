const MOST_COLUMNS = 64;

/**
 * A table of separated values (RFC 4180: quotes, doubled quotes, line breaks within them), its first line the names of the
 * columns. Undefined for what has fewer than two columns and lines, or lines of different lengths.
 */
export function readCsv(
  text: string,
  separator: "," | "\t",
  mostRows: number,
): { columns: string[]; rows: string[][]; isCut: boolean } | undefined {
  const lines: string[][] = [];
  let line: string[] = [];
  const pattern = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`, "y");
  let isCut = false;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    line.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (line.length > MOST_COLUMNS) return undefined;
    if (match[3] === separator && pattern.lastIndex < text.length) continue;
    lines.push(line);
    line = [];
    if (lines.length > mostRows) {
      isCut = pattern.lastIndex < text.length;
      break;
    }
  }
  const [columns, ...rows] = lines;
  if (!columns || columns.length < 2 || rows.length === 0) return undefined;
  // The last line of what was cut may be no whole one.
  const whole = rows.filter((row, i) => row.length === columns.length || i < rows.length - 1);
  return whole.every((row) => row.length === columns.length) ? { columns, rows: whole, isCut } : undefined;
}
