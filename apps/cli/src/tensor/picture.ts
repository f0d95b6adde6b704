import type { TensorSchema } from "@qubix/protocol";
import { CliError } from "../output/cli-error.ts";

/** A picture: three bytes (red, green, blue) for each pixel, row by row. */
export interface Picture {
  width: number;
  height: number;
  rgb: Uint8Array;
}

/** How a model wants its pictures. */
interface Layout {
  channels: 1 | 3;
  height: number;
  width: number;
  /** Whether a channel is one plane, or the channels of a pixel stand side by side. */
  planes: boolean;
}

/** Weights of red, green and blue in a grey value (ITU-R BT.601). */
const GREY = [0.299, 0.587, 0.114] as const;

/**
 * The values that a model gets for a picture, in the order of its input's shape: scaled to its size, grey where it has one
 * channel, in the range that its description names (`from 0 to 16`), else 0 to 255 for bytes and 0 to 1 for others.
 * @param invert dark becomes light
 * @throws CliError where the input is no picture
 */
export function pictureValues(picture: Picture, input: TensorSchema, invert: boolean): number[] {
  const layout = layoutOf(input);
  const [low, high] = rangeOf(input);
  const scaled = scale(picture, layout.width, layout.height);
  const valueAt = (pixel: number, channel: number) => {
    const of = (i: number) => scaled[pixel * 3 + i]!;
    const light = layout.channels === 3 ? of(channel) : GREY[0] * of(0) + GREY[1] * of(1) + GREY[2] * of(2);
    const share = (invert ? 255 - light : light) / 255;
    const value = low + share * (high - low);
    return input.dtype.startsWith("float") ? value : Math.round(value);
  };
  const pixels = Array.from({ length: layout.width * layout.height }, (_, i) => i);
  const channels = layout.channels === 3 ? [0, 1, 2] : [0];
  return layout.planes
    ? channels.flatMap((channel) => pixels.map((pixel) => valueAt(pixel, channel)))
    : pixels.flatMap((pixel) => channels.map((channel) => valueAt(pixel, channel)));
}

function layoutOf({ name, shape }: TensorSchema): Layout {
  const sizes = shape.filter((size): size is number => typeof size === "number" && size > 1);
  const [a, b, c] = sizes;
  const isGrey = sizes.length === 2;
  if (isGrey) return { channels: 1, height: a!, width: b!, planes: true };
  if (sizes.length === 3 && a === 3) return { channels: 3, height: b!, width: c!, planes: true };
  if (sizes.length === 3 && c === 3) return { channels: 3, height: a!, width: b!, planes: false };
  throw new CliError(
    "NO_PICTURE",
    `The model's input "${name}" of the shape [${shape.join(", ")}] is no picture.`,
    "Give its values as .npy, .json or .csv.",
  );
}

function rangeOf({ dtype, description = "" }: TensorSchema): [number, number] {
  const told = /(-?[0-9]+(?:\.[0-9]+)?)\s*(?:to|…|\.\.\.?|–)\s*(-?[0-9]+(?:\.[0-9]+)?)/.exec(description);
  if (told) return [Number(told[1]), Number(told[2])];
  return dtype === "uint8" ? [0, 255] : [0, 1];
}

/** Each new pixel is the mean of those that it covers. */
function scale({ width, height, rgb }: Picture, toWidth: number, toHeight: number): Float64Array {
  const scaled = new Float64Array(toWidth * toHeight * 3);
  for (let y = 0; y < toHeight; y++) {
    const [top, bottom] = span(y, toHeight, height);
    for (let x = 0; x < toWidth; x++) {
      const [left, right] = span(x, toWidth, width);
      const count = (bottom - top) * (right - left);
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let row = top; row < bottom; row++)
          for (let column = left; column < right; column++) sum += rgb[(row * width + column) * 3 + channel]!;
        scaled[(y * toWidth + x) * 3 + channel] = sum / count;
      }
    }
  }
  return scaled;
}

function span(index: number, count: number, size: number): [number, number] {
  const from = Math.floor((index * size) / count);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * size) / count))];
}
