import { expect, it } from "vitest";
import { rasterType } from "./raster-type.ts";

it("goes by the bytes", () => {
  expect(rasterType(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe("image/png");
  expect(rasterType(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe("image/jpeg");
  expect(rasterType(new TextEncoder().encode("RIFF1234WEBP"))).toBe("image/webp");
  expect(rasterType(new TextEncoder().encode("RIFF1234WAVE"))).toBeUndefined();
  expect(rasterType(new TextEncoder().encode('<svg onload="alert(1)">'))).toBeUndefined();
  expect(rasterType(new Uint8Array())).toBeUndefined();
});
