import { NPY_TYPES, type Tensor, type TensorType } from "./npy.ts";

const WRITE: Record<TensorType, (view: DataView, at: number, value: number | bigint) => void> = {
  float32: (view, at, value) => view.setFloat32(at, Number(value), true),
  float64: (view, at, value) => view.setFloat64(at, Number(value), true),
  int8: (view, at, value) => view.setInt8(at, Number(value)),
  uint8: (view, at, value) => view.setUint8(at, Number(value)),
  int16: (view, at, value) => view.setInt16(at, Number(value), true),
  uint16: (view, at, value) => view.setUint16(at, Number(value), true),
  int32: (view, at, value) => view.setInt32(at, Number(value), true),
  uint32: (view, at, value) => view.setUint32(at, Number(value), true),
  int64: (view, at, value) => view.setBigInt64(at, BigInt(value), true),
  uint64: (view, at, value) => view.setBigUint64(at, BigInt(value), true),
  bool: (view, at, value) => view.setUint8(at, Number(value) ? 1 : 0),
};

const READ: Record<TensorType, (view: DataView, at: number) => number | bigint> = {
  float32: (view, at) => view.getFloat32(at, true),
  float64: (view, at) => view.getFloat64(at, true),
  int8: (view, at) => view.getInt8(at),
  uint8: (view, at) => view.getUint8(at),
  int16: (view, at) => view.getInt16(at, true),
  uint16: (view, at) => view.getUint16(at, true),
  int32: (view, at) => view.getInt32(at, true),
  uint32: (view, at) => view.getUint32(at, true),
  int64: (view, at) => view.getBigInt64(at, true),
  uint64: (view, at) => view.getBigUint64(at, true),
  bool: (view, at) => view.getUint8(at),
};

/** Smallest and largest value of the whole types. */
const RANGE: Partial<Record<TensorType, readonly [bigint, bigint]>> = {
  int8: [-128n, 127n],
  uint8: [0n, 255n],
  int16: [-32_768n, 32_767n],
  uint16: [0n, 65_535n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  bool: [0n, 1n],
};

/** Whether a value is one of that type without losing anything but a float's last digits. */
export function isElement(dtype: TensorType, value: number | bigint): boolean {
  const range = RANGE[dtype];
  if (!range) return Number.isFinite(Number(value));
  if (typeof value === "number" && !Number.isSafeInteger(value)) return false;
  return BigInt(value) >= range[0] && BigInt(value) <= range[1];
}

/** The value that a whole type can hold next to this one. */
export function nearestElement(dtype: TensorType, value: number): number {
  const range = RANGE[dtype];
  return range ? Math.min(Math.max(Math.round(value), Number(range[0])), Number(range[1])) : value;
}

/** A tensor of these values, in row order. */
export function tensorOf(dtype: TensorType, shape: readonly number[], values: readonly (number | bigint)[]): Tensor {
  const { size } = NPY_TYPES[dtype];
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) WRITE[dtype](view, i * size, value);
  return { dtype, shape, bytes };
}

/** Elements of a tensor in row order, from one on, at most so many. */
export function elementsOf({ dtype, bytes }: Tensor, from = 0, most = Number.POSITIVE_INFINITY): (number | bigint)[] {
  const { size } = NPY_TYPES[dtype];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.max(0, Math.min(bytes.length / size - from, most));
  return Array.from({ length: count }, (_, i) => READ[dtype](view, (from + i) * size));
}
