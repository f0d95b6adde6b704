/** Makes each NaN the quiet, positive one without payload, in place: the standard leaves the bits to the machine. */
export function canonicalizeNans(dtype: string, bytes: Uint8Array): void {
  if (dtype !== "float32" && dtype !== "float64") return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (dtype === "float32") {
    for (let at = 0; at < bytes.length; at += 4)
      if (Number.isNaN(view.getFloat32(at, true))) view.setUint32(at, 0x7fc00000, true);
  } else {
    for (let at = 0; at < bytes.length; at += 8)
      if (Number.isNaN(view.getFloat64(at, true))) view.setBigUint64(at, 0x7ff8000000000000n, true);
  }
}
