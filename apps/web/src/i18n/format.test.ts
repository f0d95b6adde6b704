import { expect, it } from "vitest";
import { formatIn } from "./format.ts";

const english = formatIn("en");

it("amounts keep every digit", () => {
  expect(english.amount("1234")).toBe("1,234 QU");
  expect(english.amount(9_007_199_254_740_993n)).toBe("9,007,199,254,740,993 QU");
  expect(formatIn("pt").amount("1234567")).toMatch(/^1.234.567 QU$/);
});

it("sizes and lengths of time have units that fit", () => {
  expect([0, 1023, 1024, 13_000_000, 2 ** 60].map(english.bytes)).toEqual([
    "0 B",
    "1,023 B",
    "1 KiB",
    "12.4 MiB",
    "1,048,576 TiB",
  ]);
  expect([12, 12_340, 90_000, 7_200_000].map(english.duration)).toEqual(["12 ms", "12.3 s", "1.5 min", "2 h"]);
});

it("moments are told from now", () => {
  const now = Date.UTC(2026, 0, 2);
  expect(english.ago(now - 180_000, now)).toBe("3 minutes ago");
  expect(english.ago(now, now)).toBe("now");
  expect(english.ago(now - 86_400_000, now)).toBe("yesterday");
  expect(formatIn("es").ago(now - 7_200_000, now)).toBe("hace 2 horas");
});
