import { elementsOf, NPY_TYPES, type Tensor } from "@qubix/client/onnx";

/** The most likely class of one row of scores. */
export interface TopClass {
  index: number;
  score: number;
}

export function countOf({ shape }: Pick<Tensor, "shape">): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Smallest, largest and mean value; undefined for an empty tensor. */
export function summaryOf(tensor: Tensor): { min: number; max: number; mean: number } | undefined {
  const count = countOf(tensor);
  if (count === 0) return undefined;
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let from = 0; from < count; from += 65_536) {
    for (const element of elementsOf(tensor, from, 65_536)) {
      const value = Number(element);
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
    }
  }
  return { min, max, mean: sum / count };
}

/** Whether the rows are shares of a whole, such as probabilities of classes: none below 0, and 1 in all. */
export function areShares({ shape }: Pick<Tensor, "shape">, { min, mean }: { min: number; mean: number }): boolean {
  return min >= 0 && Math.abs(mean * (shape.at(-1) ?? 1) - 1) < 0.01;
}

/** For scores of classes, `float [rows, classes]`: the best ones of each row, best first. */
export function topClassesOf(tensor: Tensor, rows: number, best: number): TopClass[][] | undefined {
  const { dtype, shape } = tensor;
  const classes = shape.at(-1) ?? 0;
  if (!dtype.startsWith("float") || shape.length !== 2 || classes < 2 || classes > 100_000) return undefined;
  return Array.from({ length: Math.min(rows, shape[0]!) }, (_, row) =>
    elementsOf(tensor, row * classes, classes)
      .map((score, index) => ({ index, score: Number(score) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, best),
  );
}

/** The first rows of a tensor, each of at most so many elements; a row is what the last dimension holds. */
export function rowsOf(tensor: Tensor, rows: number, columns: number): (number | bigint)[][] {
  const width = tensor.shape.length === 0 ? 1 : tensor.shape.at(-1)!;
  if (width === 0) return [];
  const count = Math.min(rows, tensor.bytes.length / NPY_TYPES[tensor.dtype].size / width);
  return Array.from({ length: count }, (_, row) => elementsOf(tensor, row * width, Math.min(width, columns)));
}
