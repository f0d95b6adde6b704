import { bold, screenWidth } from "./terminal.ts";
import { shorten, textWidth } from "./text-width.ts";
import { visible } from "./visible.ts";

const GAP = "  ";
/** A column is not made narrower than this: so much of an identity still tells it from others. */
const LEAST = 9;
const NUMBER = /^-?[0-9][0-9,.]*(?: (?:QU|ms|s|%))?$/;

/**
 * Rows below a heading. On a screen they fit its width: long cells are shortened, and where that is not enough each row
 * becomes a block of lines.
 */
export function table(head: string[], rows: string[][], screen = screenWidth()): string {
  const cells = rows.map((row) => row.map((cell) => visible(cell).replaceAll(/\s*[\n\t]\s*/g, " ")));
  const natural = head.map((name, i) => Math.max(textWidth(name), ...cells.map((row) => textWidth(row[i] ?? ""))));
  const widths = fit(natural, head, screen);
  if (widths === undefined) return blocks(head, cells, screen!);
  const isNumber = head.map((_, i) => cells.every((row) => row[i] === "" || NUMBER.test(row[i] ?? "")));
  const line = (row: string[]) =>
    widths
      .map((width, i) => align(shorten(row[i] ?? "", width), width, isNumber[i]!))
      .join(GAP)
      .trimEnd();
  return [bold(line(head)), ...cells.map(line)].join("\n");
}

/** Names and values, one pair on each line; undefined values are left out. */
export function pairs(values: Record<string, string | number | undefined>): string {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  const width = Math.max(...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${name.padEnd(width)}  ${visible(String(value))}`).join("\n");
}

/** Widths of the columns: the widest give way first. Undefined where the screen is too narrow for all of them. */
function fit(natural: number[], head: string[], screen: number | undefined): number[] | undefined {
  const room = (screen ?? Number.POSITIVE_INFINITY) - GAP.length * (natural.length - 1);
  const least = natural.map((width, i) => Math.min(width, Math.max(LEAST, head[i]!.length)));
  if (sum(least) > room) return undefined;
  const widths = [...natural];
  while (sum(widths) > room) {
    const spare = widths.map((width, i) => (width > least[i]! ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    widths[widest]!--;
  }
  return widths;
}

function blocks(head: string[], rows: string[][], screen: number): string {
  const names = Math.max(...head.map((name) => name.length));
  const block = (row: string[]) =>
    head
      .flatMap((name, i) =>
        row[i] ? [`${bold(name.padEnd(names))}${GAP}${shorten(row[i], screen - names - GAP.length)}`] : [],
      )
      .join("\n");
  return rows.map(block).join("\n\n");
}

function align(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - textWidth(text)));
  return right ? space + text : text + space;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
