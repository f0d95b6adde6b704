import Table from "cli-table3";

/** Writes results to stdout: as text for people, or as one JSON document for programs. */
export class Printer {
  constructor(
    private readonly json: boolean,
    private readonly write: (text: string) => void = (text) => process.stdout.write(text),
  ) {}

  /** The result of a command; `text` is only called when people read it. */
  result(value: unknown, text: () => string): void {
    this.write(`${this.json ? JSON.stringify(value, bigintsAsText) : text()}\n`);
  }

  /** One bare value, for scripts. */
  raw(text: string): void {
    this.write(`${text}\n`);
  }

  /** A line of progress; programs don't get it. */
  progress(line: string): void {
    if (!this.json) this.write(`${line}\n`);
  }
}

/** Rows below a heading. */
export function table(head: string[], rows: string[][]): string {
  const made = new Table({ head, style: { head: process.stdout.isTTY ? ["bold"] : [], border: [] } });
  made.push(...rows);
  return made.toString();
}

/** Names and values, one pair on each line. */
export function pairs(values: Record<string, string | number | undefined>): string {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  const width = Math.max(...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}

/** 1234567n → "1,234,567 QU". */
export function quText(amount: bigint | string): string {
  return `${BigInt(amount).toLocaleString("en-US")} QU`;
}

function bigintsAsText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
