import type { Language } from "./languages.ts";

const UNITS = ["year", "month", "week", "day", "hour", "minute", "second"] as const;
const SECONDS: Record<(typeof UNITS)[number], number> = {
  year: 31_557_600,
  month: 2_629_800,
  week: 604_800,
  day: 86_400,
  hour: 3_600,
  minute: 60,
  second: 1,
};
const BYTES = ["B", "KiB", "MiB", "GiB", "TiB"];

/** How numbers, amounts and times are written in a language. */
export function formatIn(language: Language) {
  const integer = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(language, {
    maximumSignificantDigits: 3,
    maximumFractionDigits: 0,
    roundingPriority: "morePrecision",
  });
  const ratio = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const compact = new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return {
    /** A whole number: "1,234". */
    number: (value: number | bigint) => integer.format(value),
    /** Three digits that count, and all before the point: "0.123", "12.3", "1,234". */
    decimal: (value: number) => decimal.format(value),
    /** "1.2M", for axes of charts and other narrow places. */
    compact: (value: number | bigint) => compact.format(value),
    /** QU: "1,234 QU". */
    amount: (value: string | bigint) => `${integer.format(BigInt(value))} QU`,
    /** @param value 0 to 1 */
    percent: (value: number) => ratio.format(value),
    /** "12.3 MiB" */
    bytes(value: number) {
      const step = value < 1024 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log2(value) / 10));
      return `${decimal.format(value / 1024 ** step)} ${BYTES[step]}`;
    },
    /** A length of time: "340 ms", "12.3 s", "4 min", "2 h". */
    duration(ms: number) {
      if (ms < 1_000) return `${integer.format(ms)} ms`;
      if (ms < 60_000) return `${decimal.format(ms / 1_000)} s`;
      return ms < 3_600_000 ? `${decimal.format(ms / 60_000)} min` : `${decimal.format(ms / 3_600_000)} h`;
    },
    /** @param ms since 1970 */
    day: (ms: number) => date.format(ms),
    /** @param ms since 1970 */
    moment: (ms: number) => dateTime.format(ms),
    /** "3 minutes ago". @param ms since 1970 */
    ago(ms: number, now = Date.now()) {
      const seconds = (ms - now) / 1_000;
      const unit = UNITS.find((name) => Math.abs(seconds) >= SECONDS[name]) ?? "second";
      return relative.format(Math.trunc(seconds / SECONDS[unit]), unit);
    },
  };
}

export type Format = ReturnType<typeof formatIn>;
