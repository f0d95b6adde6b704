import { type Digit, readDigits } from "./digits.ts";

/** The rule of the split, in words, for metrics.json. */
export const SPLIT = "every fourth image of the file, from the first on, is held out";

/** The images the classifier learns from, and those it never sees before it is measured on them. */
export function splitDigits(): { training: Digit[]; heldOut: Digit[] } {
  const digits = readDigits();
  return {
    training: digits.filter((_, row) => row % 4 !== 0),
    heldOut: digits.filter((_, row) => row % 4 === 0),
  };
}
