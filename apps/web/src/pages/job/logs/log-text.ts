/** One line of a run's log. */
export interface LogLine {
  attempt: number;
  stream: "stdout" | "stderr";
  /** Milliseconds since 1970, of the piece that it began in. */
  time: number;
  text: string;
}

/** Escape sequences of terminals: they would colour, move and hide; a page shows the text alone. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that terminals act on
const SEQUENCES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g;
/** Control characters, and those that turn the direction of writing around or take no room. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not reach a page
const UNSEEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A log's text without what could deceive a reader: strangers wrote it. A line that is overwritten shows its last text. */
export function plainText(text: string): string {
  return text
    .replaceAll(SEQUENCES, "")
    .replaceAll("\r\n", "\n")
    .replaceAll(/[^\n]*\r(?=[^\n])/g, "")
    .replaceAll(UNSEEN, "");
}

/** Puts pieces of logs together to lines: a piece may end within a line, within a character too. */
export class LogAssembler {
  readonly #open = new Map<string, { decoder: TextDecoder; line: LogLine }>();

  /** Lines that this piece completes. */
  add(attempt: number, chunk: { stream: LogLine["stream"]; time: number; bytes: Uint8Array }): LogLine[] {
    const { stream, time, bytes } = chunk;
    const id = `${attempt} ${stream}`;
    const open = this.#open.get(id) ?? { decoder: new TextDecoder(), line: { attempt, stream, time, text: "" } };
    const begun = open.line.text === "" ? time : open.line.time;
    const parts = (open.line.text + open.decoder.decode(bytes, { stream: true })).split("\n");
    const rest = parts.pop()!;
    const done = parts.map((text, i) => ({
      attempt,
      stream,
      time: i === 0 ? begun : time,
      text: plainText(text),
    }));
    const restTime = parts.length === 0 ? begun : time;
    this.#open.set(id, { decoder: open.decoder, line: { attempt, stream, time: restTime, text: rest } });
    return done;
  }

  /** Lines that have not ended yet. */
  get unfinished(): LogLine[] {
    return [...this.#open.values()]
      .filter(({ line }) => line.text !== "")
      .map(({ line }) => ({ ...line, text: plainText(line.text) }));
  }
}

/** A log as a file: `attempt stream time text`, or the text alone. */
export function logFileText(lines: readonly LogLine[]): string {
  return lines.map(({ text }) => `${text}\n`).join("");
}
