/** Protocol buffers for tests: fields of a message, as bytes. */
export type Bytes = number[];

export function number(value: number | bigint): Bytes {
  const bytes: Bytes = [];
  for (let left = BigInt.asUintN(64, BigInt(value)); ; left >>= 7n) {
    if (left < 128n) return [...bytes, Number(left)];
    bytes.push(Number(left & 127n) | 128);
  }
}

export const whole = (field: number, value: number | bigint): Bytes => [...number(field * 8), ...number(value)];
export const bytes = (field: number, content: Bytes): Bytes => [
  ...number(field * 8 + 2),
  ...number(content.length),
  ...content,
];
export const text = (field: number, content: string): Bytes => bytes(field, [...new TextEncoder().encode(content)]);

export const node = (operator: string, domain = "", ...attributes: Bytes[]): Bytes =>
  bytes(1, [...text(4, operator), ...text(7, domain), ...attributes.flatMap((one) => bytes(5, one))]);

export const tensor = (name: string, type: number, dims: number[], ...more: Bytes[]): Bytes => [
  ...dims.flatMap((size) => whole(1, size)),
  ...whole(2, type),
  ...text(8, name),
  ...more.flat(),
];

/** An input (11) or output (12). */
export const port = (field: number, name: string, type: number, shape: (number | string)[]): Bytes => {
  const dims = shape.flatMap((one) => bytes(1, typeof one === "number" ? whole(1, one) : text(2, one)));
  return bytes(field, [...text(1, name), ...bytes(2, bytes(1, [...whole(1, type), ...bytes(2, dims)]))]);
};

/** A model with an input and an output, and whatever else its graph has. */
export const model = (graph: Bytes, ...more: Bytes[]): Uint8Array =>
  new Uint8Array([
    ...whole(1, 8),
    ...bytes(8, [...text(1, ""), ...whole(2, 17)]),
    ...bytes(7, [...graph, ...port(11, "x", 1, ["batch", 4]), ...port(12, "y", 1, ["batch", 4])]),
    ...more.flat(),
  ]);
