/** Element types of tensors, with their code in `.npy` files and their size in bytes. */
export const NPY_TYPES = {
  float32: { code: "<f4", size: 4 },
  float64: { code: "<f8", size: 8 },
  int8: { code: "|i1", size: 1 },
  uint8: { code: "|u1", size: 1 },
  int16: { code: "<i2", size: 2 },
  uint16: { code: "<u2", size: 2 },
  int32: { code: "<i4", size: 4 },
  uint32: { code: "<u4", size: 4 },
  int64: { code: "<i8", size: 8 },
  uint64: { code: "<u8", size: 8 },
  bool: { code: "|b1", size: 1 },
} as const;

export type TensorType = keyof typeof NPY_TYPES;

/** A dense tensor in row order; `bytes` are its elements, little-endian. */
export type Tensor = { dtype: TensorType; shape: readonly number[]; bytes: Uint8Array };

/** A file that is no usable `.npy`. */
export class NpyError extends Error {
  readonly code = "BAD_NPY";
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const ALIGNMENT = 64;

/** A tensor as NumPy's `.npy`, version 1.0, byte for byte as `numpy.save` writes it. */
export function encodeNpy({ dtype, shape, bytes }: Tensor): Uint8Array {
  if (bytes.length !== elements(shape) * NPY_TYPES[dtype].size)
    throw new NpyError("the tensor's bytes don't fill its shape");
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '${NPY_TYPES[dtype].code}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((MAGIC.length + 4 + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(start + bytes.length).fill(0x20, 0, start);
  file.set(MAGIC);
  file.set([1, 0, (start - 10) & 0xff, (start - 10) >> 8], MAGIC.length);
  file.set(new TextEncoder().encode(text), 10);
  file[start - 1] = 0x0a;
  file.set(bytes, start);
  return file;
}

/** Reads a `.npy` of version 1 or 2 in row order. @throws NpyError */
export function decodeNpy(file: Uint8Array): Tensor {
  if (file.length < 12 || !MAGIC.every((byte, i) => file[i] === byte))
    throw new NpyError("this is no .npy file; write one with numpy.save");
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const version = file[6]!;
  if (version !== 1 && version !== 2) throw new NpyError(`version ${version} of .npy is not supported`);
  const start = version === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  if (start > file.length || start > 65536) throw new NpyError("the header is cut off");
  const header = new TextDecoder("latin1").decode(file.subarray(version === 1 ? 10 : 12, start));
  const parsed =
    /^\{'descr': '([^']{1,16})', 'fortran_order': (True|False), 'shape': \(((?:\d{1,10}(?:, ?)?)*)\),? ?\}\s*$/.exec(
      header,
    );
  if (!parsed) throw new NpyError("the header is not that of a plain array");
  if (parsed[2] === "True") throw new NpyError("the array is in column order; save numpy.ascontiguousarray(array)");
  const dtype = typeOf(parsed[1]!);
  const shape = parsed[3]!
    .split(",")
    .filter((part) => part.trim() !== "")
    .map(Number);
  const bytes = file.subarray(start);
  if (shape.length > 8 || bytes.length !== elements(shape) * NPY_TYPES[dtype].size) {
    throw new NpyError(`the file has ${bytes.length} bytes of data, which don't fill ${dtype}[${shape.join(", ")}]`);
  }
  return { dtype, shape, bytes };
}

const elements = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

function typeOf(code: string): TensorType {
  const found = Object.entries(NPY_TYPES).find(([, type]) => type.code === code);
  if (!found) throw new NpyError(`elements of type ${code} are not supported; convert with array.astype`);
  return found[0] as TensorType;
}
