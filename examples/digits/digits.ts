import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** One handwritten digit: 64 pixels (8 × 8, row by row, 0 to 16) and what its writer meant (0 to 9). */
export interface Digit {
  pixels: Uint8Array;
  label: number;
}

const FILE = new URL("./data/digits.csv.gz", import.meta.url);

/** The data set as CSV text, as its creators published it: 64 pixels and the label on each line. */
export function digitsCsv(): Uint8Array {
  return new Uint8Array(gunzipSync(readFileSync(FILE)));
}

/** All 1,797 images in the order of the file. See data/ATTRIBUTION.md. */
export function readDigits(): Digit[] {
  const lines = new TextDecoder().decode(digitsCsv()).trim().split("\n");
  return lines.map((line, row) => {
    const numbers = line.split(",").map(Number);
    if (numbers.length !== 65) throw new Error(`digits.csv.gz: line ${row + 1} has ${numbers.length} numbers, not 65`);
    return { pixels: Uint8Array.from(numbers.slice(0, 64)), label: numbers[64]! };
  });
}
