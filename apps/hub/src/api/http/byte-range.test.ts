import fc from "fast-check";
import { expect, it } from "vitest";
import { readRange } from "./byte-range.ts";
import { ifRangeHolds, noneMatchNames } from "./matches-tag.ts";

const REFUSED = expect.objectContaining({ code: "RANGE_NOT_SATISFIABLE", extra: { size: 10 } });

it("reads one range, whatever its form, and never beyond the end", () => {
  expect(readRange("bytes=0-0", 10)).toEqual({ start: 0, end: 0 });
  expect(readRange("bytes=4-", 10)).toEqual({ start: 4, end: 9 });
  expect(readRange("bytes=-4", 10)).toEqual({ start: 6, end: 9 });
  expect(readRange("bytes=-40", 10)).toEqual({ start: 0, end: 9 });
  expect(readRange("bytes=3-999999999999999", 10)).toEqual({ start: 3, end: 9 });
  fc.assert(
    fc.property(fc.nat(1000), fc.option(fc.nat(1200)), fc.option(fc.nat(1200)), (size, from, to) => {
      let range: ReturnType<typeof readRange>;
      try {
        range = readRange(`bytes=${from ?? ""}-${to ?? ""}`, size);
      } catch (error) {
        expect(error).toMatchObject({ code: "RANGE_NOT_SATISFIABLE" });
        return;
      }
      if (range === undefined) return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThan(size);
      if (from !== null) expect(range.start).toBe(from);
    }),
  );
});

it("refuses what lies outside, and several ranges at once", () => {
  for (const header of ["bytes=10-", "bytes=10-12", "bytes=-0", "bytes=0-1,4-5", "bytes=0-1 , -1", "bytes=0-,0-,0-"])
    expect(() => readRange(header, 10), header).toThrow(REFUSED);
  expect(() => readRange("bytes=0-", 0)).toThrow();
});

it("ignores what is no range of bytes", () => {
  for (const header of [undefined, "", "bytes=", "bytes=-", "bytes=a-b", "items=0-1", "bytes=5-4", "bytes 0-1"])
    expect(readRange(header, 10), header).toBeUndefined();
});

it("compares tags", () => {
  for (const header of ['"a"', 'W/"a"', '"b", "a"', "*", ' "a" '])
    expect(noneMatchNames(header, '"a"'), header).toBe(true);
  for (const header of [undefined, '"b"', "a", '""']) expect(noneMatchNames(header, '"a"'), header).toBe(false);
  expect(ifRangeHolds(undefined, '"a"')).toBe(true);
  expect(ifRangeHolds('"a"', '"a"')).toBe(true);
  for (const header of ['W/"a"', '"b"', "Fri, 27 Nov 2026 10:00:00 GMT"])
    expect(ifRangeHolds(header, '"a"'), header).toBe(false);
});
