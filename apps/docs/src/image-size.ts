const SIGNATURE = "89504e470d0a1a0a";

/** Width and height of a PNG file in pixels, from its header. */
export function imageSize(png: Buffer): { width: number; height: number } {
  if (png.subarray(0, 8).toString("hex") !== SIGNATURE) throw new Error("It is no PNG file.");
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
