import { InvalidArgumentError, Option } from "commander";

/** Collects an option that may be given several times. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** A moment: a date or a time of ISO 8601, or how long ago (`90s`, `15m`, `2h`, `7d`). @returns milliseconds since 1970 */
export function parseTime(text: string, now = Date.now()): number {
  const ago = /^([0-9]{1,6})([smhd])$/.exec(text);
  if (ago) return now - Number(ago[1]) * UNITS[ago[2] as keyof typeof UNITS];
  const time = /^[0-9]{4}-[0-9]{2}-[0-9]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new InvalidArgumentError("Write a time such as 2026-11-27T10:00Z, or how long ago: 15m, 2h, 7d.");
}

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** An option that takes one of some words. */
export function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices([...values]);
}
