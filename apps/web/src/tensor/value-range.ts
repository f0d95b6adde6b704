import type { TensorSchema } from "@qubix/protocol";

/** What black and white are to a model. */
export interface ValueRange {
  black: number;
  white: number;
}

const NUMBER = "(-?\\d{1,9}(?:\\.\\d{1,9})?)";
const RANGE = new RegExp(`${NUMBER}\\s*(?:to|and|through|until|\\.{2,3}|…|–|—|,|-)\\s*${NUMBER}`, "i");

/** The range that an input's description tells (`grey values from 0 to 16`), else the usual one of its type. */
export function valueRangeOf({ description, dtype }: Pick<TensorSchema, "description" | "dtype">): ValueRange {
  const told = RANGE.exec(description ?? "");
  const [black, white] = [Number(told?.[1]), Number(told?.[2])];
  if (told && black < white) return { black, white };
  return dtype.startsWith("float") || dtype === "bool" ? { black: 0, white: 1 } : { black: 0, white: 255 };
}
