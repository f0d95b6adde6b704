/** The index of the contract that a key names (its first 64-bit word, the rest zero), if there can be one. */
export function contractIndexOf(publicKey: Uint8Array, contractCount: number): number | undefined {
  for (let i = 4; i < 32; i++) if (publicKey[i] !== 0) return undefined;
  const index = new DataView(publicKey.buffer, publicKey.byteOffset).getUint32(0, true);
  return index < contractCount ? index : undefined;
}
