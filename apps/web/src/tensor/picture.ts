import type { Tensor, TensorType } from "@qubix/client/onnx";
import { nearestElement, tensorOf } from "@qubix/client/onnx";
import type { ImageLayout } from "./image-layout.ts";
import type { ValueRange } from "./value-range.ts";

/** Pixels in rows, four bytes each (red, green, blue, opacity), as a canvas has them. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Where a model leaves the size open, pictures are made no larger than this. */
const LARGEST_SIDE = 1024;

/** The size in which a model gets a picture. */
export function sizeFor(
  picture: Pick<Picture, "width" | "height">,
  layout: ImageLayout,
): [width: number, height: number] {
  const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.width, picture.height));
  const own = (side: number) => Math.max(1, Math.round(side * scale));
  return [layout.width ?? own(picture.width), layout.height ?? own(picture.height)];
}

/** The middle of a picture in another size: what doesn't fit its proportions is cut off, each new pixel is the mean of what it covers. */
export function resized(picture: Picture, width: number, height: number): Picture {
  const scale = Math.min(picture.width / width, picture.height / height);
  const left = (picture.width - width * scale) / 2;
  const top = (picture.height - height * scale) / 2;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const mean = meanOf(picture, left + x * scale, top + y * scale, scale);
      data.set(mean, (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** The mean over a square, each pixel weighed by how much of it is inside. */
function meanOf({ width, height, data }: Picture, left: number, top: number, side: number): number[] {
  const sums = [0, 0, 0, 0];
  let all = 0;
  for (let y = Math.floor(top); y < Math.min(Math.ceil(top + side), height); y++) {
    const tall = Math.min(y + 1, top + side) - Math.max(y, top);
    for (let x = Math.floor(left); x < Math.min(Math.ceil(left + side), width); x++) {
      const weight = tall * (Math.min(x + 1, left + side) - Math.max(x, left));
      all += weight;
      for (let c = 0; c < 4; c++) sums[c]! += weight * data[(y * width + x) * 4 + c]!;
    }
  }
  return sums.map((sum) => Math.round(sum / all));
}

/** Brightness of a pixel, 0 to 255. */
function greyOf(data: Uint8ClampedArray, at: number): number {
  return 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
}

/** Whether a picture's edge is light: dark ink on paper, where most models of grey pictures have learned from light on dark. */
export function hasLightEdge({ width, height, data }: Picture): boolean {
  let sum = 0;
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (x > 0 && x < width - 1 && y > 0 && y < height - 1) continue;
      sum += greyOf(data, (y * width + x) * 4);
      count++;
    }
  }
  return sum / count > 127.5;
}

/** The picture that a model gets: grey where it takes grey, and with light and dark exchanged where that was asked for. */
export function prepared(picture: Picture, layout: ImageLayout, inverted: boolean): Picture {
  const [width, height] = sizeFor(picture, layout);
  const result = resized(picture, width, height);
  const { data } = result;
  for (let at = 0; at < data.length; at += 4) {
    if (layout.channels === 1) data.fill(Math.round(greyOf(data, at)), at, at + 3);
    if (inverted) for (let c = 0; c < 3; c++) data[at + c] = 255 - data[at + c]!;
  }
  return result;
}

/** Prepared pictures of one size as a model's input. */
export function pictureTensor(
  pictures: readonly Picture[],
  layout: ImageLayout,
  dtype: TensorType,
  { black, white }: ValueRange,
): Tensor {
  const { width, height } = pictures[0]!;
  const { channels, channelsAt, batch } = layout;
  const value = (byte: number) => nearestElement(dtype, black + (byte / 255) * (white - black));
  const values = pictures.flatMap(({ data }) => {
    const plane = (c: number) => Array.from({ length: width * height }, (_, i) => value(data[i * 4 + c]!));
    const planes = Array.from({ length: channels }, (_, c) => plane(c));
    return channelsAt === "last" ? planes[0]!.flatMap((_, i) => planes.map((one) => one[i]!)) : planes.flat();
  });
  const one =
    channelsAt === "none"
      ? [height, width]
      : channelsAt === "first"
        ? [channels, height, width]
        : [height, width, channels];
  return tensorOf(dtype, batch === "none" ? one : [pictures.length, ...one], values);
}
