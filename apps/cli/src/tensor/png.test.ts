import { describe, expect, test } from "vitest";
import { pictureValues } from "./picture.ts";
import { decodePng, isPng } from "./png.ts";
import { encodeGreyPng, encodePng } from "./test-png.ts";

const rgbOf = (bytes: Uint8Array) => [...decodePng(bytes).rgb];
const image = { name: "image", dtype: "float32" as const, shape: ["N", 1, 2, 2], description: "grey from 0 to 16" };

describe("PNG", () => {
  test("reads grey, colours, palettes and what can be seen through", () => {
    const size = { width: 2, height: 1 };
    expect(rgbOf(encodeGreyPng(2, 1, Uint8Array.of(0, 200)))).toEqual([0, 0, 0, 200, 200, 200]);
    const colours = encodePng({ ...size, depth: 8, color: 2 }, Uint8Array.of(0, 1, 2, 3, 4, 5, 6));
    expect(rgbOf(colours)).toEqual([1, 2, 3, 4, 5, 6]);
    const palette = { PLTE: Uint8Array.of(9, 8, 7, 1, 1, 1), tRNS: Uint8Array.of(255, 0) };
    const indexed = encodePng({ ...size, depth: 1, color: 3 }, Uint8Array.of(0, 0b01_000000), palette);
    expect(rgbOf(indexed)).toEqual([9, 8, 7, 255, 255, 255]);
    const clear = encodePng({ ...size, depth: 8, color: 6 }, Uint8Array.of(0, 10, 20, 30, 255, 10, 20, 30, 0));
    expect(rgbOf(clear)).toEqual([10, 20, 30, 255, 255, 255]);
    const deep = encodePng({ ...size, depth: 16, color: 0 }, Uint8Array.of(0, 7, 99, 8, 99));
    expect(rgbOf(deep)).toEqual([7, 7, 7, 8, 8, 8]);
  });

  test("takes each kind of filter back", () => {
    // Each row differs from the ones before as its filter says, so that all of them are 5, 6.
    const rows = [
      [0, 5, 6],
      [1, 5, 1],
      [2, 0, 0],
      [3, 3, 1],
      [4, 0, 0],
    ].flat();
    const filtered = encodePng({ width: 2, height: 5, depth: 8, color: 0 }, Uint8Array.from(rows));
    const { rgb } = decodePng(filtered);
    expect([...rgb].filter((_, i) => i % 3 === 0)).toEqual([5, 6, 5, 6, 5, 6, 5, 6, 5, 6]);
  });

  test("refuses what isn't whole, and what would fill the memory", () => {
    const good = encodeGreyPng(2, 2, new Uint8Array(4));
    expect(isPng(good)).toBe(true);
    expect(() => decodePng(good.subarray(0, 40))).toThrow(/cut off|no picture/);
    expect(() => decodePng(encodePng({ width: 60_000, height: 60_000, depth: 8, color: 0 }, good))).toThrow(
      "too large",
    );
    expect(() => decodePng(encodePng({ width: 4, height: 4, depth: 8, color: 0 }, new Uint8Array(3)))).toThrow(
      "cut off",
    );
    expect(() => decodePng(encodePng({ width: 1, height: 1, depth: 8, color: 0 }, Uint8Array.of(9, 0)))).toThrow(
      "filter",
    );
  });
});

describe("a picture becomes what a model takes", () => {
  const grey = {
    width: 4,
    height: 4,
    rgb: Uint8Array.from({ length: 48 }, (_, i) => (Math.floor(i / 24) === 0 ? 255 : 0)),
  };

  test("scaled to its size, in the range of its description", () => {
    const values = pictureValues(grey, image, false);
    for (const [i, value] of [16, 16, 0, 0].entries()) expect(values[i]).toBeCloseTo(value);
    expect(pictureValues(grey, image, true)[3]).toBeCloseTo(16);
  });

  test("in planes or pixel by pixel, bytes as whole numbers", () => {
    const red = { width: 1, height: 1, rgb: Uint8Array.of(255, 0, 7) };
    const planes = { ...image, dtype: "uint8" as const, shape: [1, 3, 2, 2], description: "" };
    expect(pictureValues(red, planes, false)).toEqual([255, 255, 255, 255, 0, 0, 0, 0, 7, 7, 7, 7]);
    expect(pictureValues(red, { ...planes, shape: [1, 2, 2, 3] }, false)).toEqual([
      255, 0, 7, 255, 0, 7, 255, 0, 7, 255, 0, 7,
    ]);
  });

  test("unless the model takes no pictures", () => {
    expect(() => pictureValues(grey, { ...image, shape: ["N", 10] }, false)).toThrow("no picture");
  });
});
