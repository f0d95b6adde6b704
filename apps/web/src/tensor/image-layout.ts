import type { TensorSchema } from "@qubix/protocol";

/** How a model takes pictures. Sizes that it leaves open are undefined. */
export interface ImageLayout {
  /** Where the channels stand; `none` for grey pictures without a dimension for them. */
  channelsAt: "first" | "last" | "none";
  channels: 1 | 3 | 4;
  height: number | undefined;
  width: number | undefined;
  /** Whether several pictures can be given at a time, and whether there is a dimension for them at all. */
  batch: "many" | "one" | "none";
}

type Size = number | string;
const CHANNELS: readonly Size[] = [1, 3, 4];
/** Below this a side of a picture is rather a row of numbers. */
const LEAST_SIDE = 4;

/** Reads an input's shape as pictures; undefined where it can't be such. */
export function imageLayoutOf({ shape }: Pick<TensorSchema, "shape">): ImageLayout | undefined {
  const [first, ...rest] = shape;
  if (shape.length === 4 && (first === 1 || typeof first === "string")) {
    const layout = withChannels(rest);
    return layout && { ...layout, batch: first === 1 ? "one" : "many" };
  }
  if (shape.length === 3) {
    const layout = withChannels(shape) ?? (typeof first === "string" ? grey(rest) : undefined);
    if (!layout) return undefined;
    return { ...layout, batch: layout.channelsAt === "none" ? "many" : "none" };
  }
  const layout = shape.length === 2 ? grey(shape) : undefined;
  return layout && { ...layout, batch: "none" };
}

function withChannels(sizes: readonly Size[]): Omit<ImageLayout, "batch"> | undefined {
  const [a, b, c] = sizes as [Size, Size, Size];
  if (CHANNELS.includes(a) && areSides(b, c)) return { channelsAt: "first", channels: a as 1, ...sides(b, c) };
  if (CHANNELS.includes(c) && areSides(a, b)) return { channelsAt: "last", channels: c as 1, ...sides(a, b) };
  return undefined;
}

/** Without a dimension for channels both sides must be said: anything else may mean anything. */
function grey(sizes: readonly Size[]): Omit<ImageLayout, "batch"> | undefined {
  const [height, width] = sizes as [Size, Size];
  if (typeof height !== "number" || typeof width !== "number" || !areSides(height, width)) return undefined;
  return { channelsAt: "none", channels: 1, height, width };
}

const areSides = (...sizes: Size[]) => sizes.every((size) => typeof size === "string" || size >= LEAST_SIDE);
const sides = (height: Size, width: Size) => ({ height: known(height), width: known(width) });
const known = (size: Size) => (typeof size === "number" ? size : undefined);
