import { readFileSync } from "node:fs";
import { kt128 } from "@noble/hashes/sha3-addons.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QubicError } from "../errors.ts";
import { k12 } from "./k12.ts";

type Vector = { length: number; digest: string };
const vectors: Vector[] = JSON.parse(readFileSync(new URL("../../vectors/k12.json", import.meta.url), "utf8"));

describe("k12", () => {
  it.each(vectors)("agrees with the known answer for $length bytes", ({ length, digest }) => {
    const data = Uint8Array.from({ length }, (_, i) => (i * 7) & 255);
    expect(Buffer.from(k12(data)).toString("hex")).toBe(digest);
  });

  it("agrees with another implementation at every border of blocks, chunks and the buffer", () => {
    const borders = [0, 168, 336, 8192, 16384, 24576, 131072, 262144];
    for (const length of borders.flatMap((border) => [border - 1, border, border + 1]).filter((n) => n >= 0)) {
      const data = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255);
      for (const size of [3, 32, 64, 168, 400]) expect(k12(data, size)).toEqual(kt128(data, { dkLen: size }));
    }
  });

  it("agrees with another implementation on any input", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (data) => {
        expect(k12(data)).toEqual(kt128(data));
      }),
    );
  });

  it("refuses what is not bytes or not a length", () => {
    expect(() => k12("text" as unknown as Uint8Array)).toThrow(QubicError);
    for (const length of [0, -1, 1.5, 65_537, Number.NaN])
      expect(() => k12(new Uint8Array(1), length)).toThrow(QubicError);
  });
});
