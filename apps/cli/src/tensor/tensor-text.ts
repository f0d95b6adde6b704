import { elementsOf, type Tensor } from "@qubix/client/onnx";

/** So many values are shown of a tensor. */
const SHOWN = 12;
/** Of so many classes, and no more, the likeliest is named. */
const MOST_CLASSES = 100_000;

/** A tensor for people: type, shape, its first values; of rows of probabilities the likeliest of each. */
export function tensorText(tensor: Tensor): string {
  const values = elementsOf(tensor);
  const shown = values.slice(0, SHOWN).map((value) => (typeof value === "bigint" ? `${value}` : `${rounded(value)}`));
  const rest = values.length > SHOWN ? ` … (${values.length.toLocaleString("en")} values)` : "";
  const classes = likeliest(tensor, values);
  return `${tensor.dtype}[${tensor.shape.join(", ")}]: ${shown.join(" ")}${rest}${classes ? `\n${classes}` : ""}`;
}

/** The index of the greatest value of each row, where the rows look like probabilities. */
function likeliest({ dtype, shape }: Tensor, values: (number | bigint)[]): string | undefined {
  const classes = shape.at(-1) ?? 0;
  if (!dtype.startsWith("float") || shape.length !== 2 || classes < 2 || classes > MOST_CLASSES) return undefined;
  const rows = Array.from({ length: shape[0]! }, (_, i) => values.slice(i * classes, (i + 1) * classes) as number[]);
  const isShare = (row: number[]) =>
    row.every((value) => value >= 0) && Math.abs(row.reduce((a, b) => a + b, 0) - 1) < 0.01;
  if (!rows.every(isShare)) return undefined;
  const best = rows.slice(0, SHOWN).map((row) => {
    const greatest = row.indexOf(Math.max(...row));
    return `${greatest} (${(row[greatest]! * 100).toFixed(1)} %)`;
  });
  return `likeliest: ${best.join(", ")}`;
}

const rounded = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(4)));
