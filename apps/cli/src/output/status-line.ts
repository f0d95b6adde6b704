import { shorten } from "./text-width.ts";
import { visible } from "./visible.ts";

/** Where it is drawn: standard error, so that standard output stays what the command has to say. */
export interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Between two drawings. */
const PAUSE_MS = 100;
const CLEAR = "\r\x1b[K";

/**
 * One line at the bottom of a screen that says what goes on, drawn anew each time, and gone in the end. Nothing of it
 * gets into pipes and files. (The bar of our prompts' library would take the keyboard, and end the program with code 0 on
 * Ctrl-C.)
 */
export class StatusLine {
  #drawnAt = Number.NEGATIVE_INFINITY;
  #shown = false;

  constructor(private readonly terminal: Terminal) {}

  show(text: string): void {
    const now = performance.now();
    if (!this.terminal.isTTY || now - this.#drawnAt < PAUSE_MS) return;
    this.#drawnAt = now;
    this.#shown = true;
    // One column is left free: a full line would wrap on some terminals, and stay.
    this.terminal.write(CLEAR + shorten(visible(text), (this.terminal.columns || 80) - 1));
  }

  clear(): void {
    if (this.#shown) this.terminal.write(CLEAR);
    this.#shown = false;
    this.#drawnAt = Number.NEGATIVE_INFINITY;
  }
}
