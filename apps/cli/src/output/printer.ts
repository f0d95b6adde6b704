import type { Progress } from "@qubix/client";
import { DocumentWriter, type Output } from "./document-writer.ts";
import { StatusLine, type Terminal } from "./status-line.ts";
import { transferText } from "./transfer-text.ts";

export { pairs, table } from "./table.ts";

/** What a command says: results on standard output, how it goes on standard error. */
export class Printer {
  readonly #documents: DocumentWriter | undefined;
  readonly #status: StatusLine;
  readonly #quiet: boolean;
  readonly #notes: string[] = [];

  /** @param quiet no word of progress; programs, which read another form than `table`, get none anyway */
  constructor(
    output: Output,
    quiet: boolean,
    private readonly out: Pick<Terminal, "write"> = process.stdout,
    private readonly err: Terminal = process.stderr,
  ) {
    this.#documents = output === "table" ? undefined : new DocumentWriter(output, (text) => this.#write(text));
    this.#quiet = quiet || output !== "table";
    this.#status = new StatusLine(this.#quiet ? { write: () => {} } : err);
  }

  /** The result of a command, or the next of several; `text` is only called when people read it. */
  result(value: unknown, text: () => string): void {
    if (this.#documents) this.#documents.add(value);
    else this.#write(`${text()}\n`);
  }

  /** One bare value, for scripts. */
  raw(text: string): void {
    this.#write(`${text}\n`);
  }

  /** A line of progress, which stays. */
  progress(line: string): void {
    if (this.#quiet) return;
    this.#status.clear();
    this.err.write(`${line}\n`);
  }

  /** A line of progress that stands below the results. */
  note(line: string): void {
    this.#notes.push(line);
  }

  /** What goes on just now: a line on the screen that the next one replaces. */
  status(text: string): void {
    this.#status.show(text);
  }

  /** Does something that tells how far it is, and shows that while it lasts. */
  async transfer<T>(name: string, run: (onProgress: (progress: Progress) => void) => Promise<T>): Promise<T> {
    const textOf = transferText(name);
    try {
      return await run((progress) => this.#status.show(textOf(progress)));
    } finally {
      this.#status.clear();
    }
  }

  /** Tells the notes, and takes the line about what goes on away. */
  end(): void {
    this.#status.clear();
    for (const line of this.#notes.splice(0)) this.progress(line);
  }

  #write(text: string): void {
    this.#status.clear();
    this.out.write(text);
  }
}

/** 1234567n → "1,234,567 QU". */
export function quText(amount: bigint | string): string {
  return `${BigInt(amount).toLocaleString("en-US")} QU`;
}
