import { styleText } from "node:util";

type Color = "cyan" | "magenta" | "yellow" | "green";

const COLORS: Record<string, Color> = { inference: "cyan", verified: "magenta", failure: "yellow" };

/** Tells what happens, line by line with the time and the job it is about. */
export class Narrator {
  private readonly started = performance.now();

  /** @param out where the story goes; stderr when stdout is for the JSON line */
  constructor(private readonly out: NodeJS.WriteStream) {}

  /** Seconds since the start. */
  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  /** A heading with an empty line before it. */
  title(text: string): void {
    this.out.write(`\n${this.style("bold", text)}\n`);
  }

  /** A line of the story of `who`: a job, or the network. */
  say(who: string, text: string): void {
    const time = `${this.seconds.toFixed(1).padStart(5)} s`;
    this.out.write(`${this.style("dim", time)}  ${this.style(COLORS[who] ?? "green", who.padEnd(10))} ${text}\n`);
  }

  /** A block of text, set in. */
  block(text: string): void {
    this.out.write(`${text.replaceAll(/^/gm, "  ")}\n`);
  }

  private style(format: Color | "bold" | "dim", text: string): string {
    return this.out.isTTY ? styleText(format, text) : text;
  }
}
