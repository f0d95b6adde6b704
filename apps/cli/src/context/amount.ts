import { CliError } from "../output/cli-error.ts";

const UNITS: Record<string, bigint> = { "": 1n, k: 1_000n, m: 1_000_000n, b: 1_000_000_000n };
const MOST = 1_000_000_000_000_000n;

/** Reads an amount of QU: `1500`, `1_500`, `2k`, `5M`, `1b`. */
export function parseAmount(text: string): bigint {
  const match = /^([0-9]+(?:[_,][0-9]{3})*)([kmb]?)$/i.exec(text.trim());
  const amount = match ? BigInt(match[1]!.replaceAll(/[_,]/g, "")) * UNITS[match[2]!.toLowerCase()]! : -1n;
  if (amount < 0n || amount > MOST) {
    throw new CliError("INVALID_AMOUNT", `"${text}" is not an amount of QU.`, "Write 1500, 2k, 5M or 1b.");
  }
  return amount;
}

/** Reads a whole number between two bounds. */
export function parseWhole(name: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^[0-9]+$/.test(text) && value >= min && value <= max) return value;
    throw new CliError(
      "INVALID_NUMBER",
      `${name}: "${text}" is not a number.`,
      `Write a whole number, ${min} to ${max}.`,
    );
  };
}
