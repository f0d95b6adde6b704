import { CliError } from "../output/cli-error.ts";

/** Numbers in row order, with the shape in which they were written. */
export interface Values {
  numbers: number[];
  shape: number[];
}

/** Reads nested lists of numbers (and of true and false). @throws CliError BAD_VALUES */
export function valuesOfJson(text: string): Values {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw bad(`it is not JSON: ${(error as Error).message}`);
  }
  const shape = shapeOf(value);
  return { numbers: flatten(value, shape), shape };
}

/** Reads rows of numbers; a first row without any number is taken for a heading. @throws CliError BAD_VALUES */
export function valuesOfCsv(text: string): Values {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rows = lines.map((line) => line.split(/[,;\t]/).map((cell) => cell.trim()));
  const isHeading = rows.length > 1 && rows[0]!.every((cell) => Number.isNaN(Number(cell)));
  const numbers = (isHeading ? rows.slice(1) : rows).map((row) =>
    row.map((cell) => (cell === "" ? Number.NaN : Number(cell))),
  );
  if (numbers.some((row) => row.some(Number.isNaN))) throw bad("a cell is no number");
  return valuesOfJson(JSON.stringify(numbers));
}

function shapeOf(value: unknown): number[] {
  const shape: number[] = [];
  for (let inner = value; Array.isArray(inner); inner = inner[0]) {
    if (inner.length === 0) throw bad("a list is empty");
    shape.push(inner.length);
  }
  return shape;
}

function flatten(value: unknown, [length, ...inner]: number[]): number[] {
  if (length === undefined) {
    if (typeof value === "number") return [value];
    if (typeof value === "boolean") return [value ? 1 : 0];
    throw bad(`${JSON.stringify(value)?.slice(0, 40)} is no number`);
  }
  if (!Array.isArray(value) || value.length !== length) throw bad("its lists are not of equal lengths");
  return value.flatMap((item) => flatten(item, inner));
}

function bad(what: string): CliError {
  return new CliError(
    "BAD_VALUES",
    `The values can't be read: ${what}.`,
    "Write numbers as lists within lists, or rows of CSV.",
  );
}
