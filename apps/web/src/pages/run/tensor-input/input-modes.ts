import type { TensorSchema } from "@qubix/protocol";
import { imageLayoutOf } from "../../../tensor/image-layout.ts";

export type InputMode = "picture" | "numbers" | "json" | "npy";

const MOST_FIELDS = 16;

/** Shape of one example, where it has so few elements that each can have a field of its own. */
export function fieldShapeOf({ shape }: Pick<TensorSchema, "shape">): number[] | undefined {
  const one = shape.map((size) => (typeof size === "number" ? size : 1));
  const count = one.reduce((product, size) => product * size, 1);
  const isFree = shape.filter((size) => typeof size === "string").length <= 1;
  return isFree && count <= MOST_FIELDS ? one : undefined;
}

/** The ways in which an input can be given, the most likely one first. */
export function inputModesOf(schema: TensorSchema): InputMode[] {
  return [
    ...(imageLayoutOf(schema) ? (["picture"] as const) : []),
    ...(fieldShapeOf(schema) ? (["numbers"] as const) : []),
    "json",
    "npy",
  ];
}
