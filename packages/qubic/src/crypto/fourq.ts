import { fourqWasm } from "../generated/fourq-wasm.ts";
import type { SignedDigest } from "./signature.ts";

/** One signature to verify takes this much of the module's buffer: key 32, digest 32, signature 64. */
const ITEM_SIZE = 128;

type Exports = {
  memory: WebAssembly.Memory;
  /** address of the buffer through which everything is passed */
  buffer(): number;
  bufferSize(): number;
  /** buffer: subseed 32 → public key 32 */
  publicKey(): void;
  /** buffer: subseed 32, public key 32, digest 32 → signature 64 */
  sign(): void;
  /** buffer: count × (key, digest, signature) → count bytes, 1 = valid */
  verifyMany(count: number): void;
};

const bytes = Uint8Array.from(Buffer.from(fourqWasm, "base64"));
const wasm = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Exports;

/** The compiled FourQ module, with sizes already checked by the callers except in `verifyMany`. */
export const fourq = {
  publicKey(subseed: Uint8Array): Uint8Array {
    const buffer = view(32);
    buffer.set(subseed);
    wasm.publicKey();
    return buffer.slice(0, 32);
  },

  sign(subseed: Uint8Array, publicKey: Uint8Array, digest: Uint8Array): Uint8Array {
    const buffer = view(96);
    buffer.set(subseed, 0);
    buffer.set(publicKey, 32);
    buffer.set(digest, 64);
    wasm.sign();
    return buffer.slice(0, 64);
  },

  verifyMany(items: readonly SignedDigest[]): boolean[] {
    const capacity = Math.floor(wasm.bufferSize() / ITEM_SIZE);
    const results: boolean[] = [];
    for (let start = 0; start < items.length; start += capacity) {
      verifySome(items.slice(start, start + capacity), results);
    }
    return results;
  },
};

function verifySome(items: readonly SignedDigest[], results: boolean[]): void {
  const buffer = view(items.length * ITEM_SIZE);
  const wellSized = items.map(({ publicKey, digest, signature }) => {
    return isBytes(publicKey, 32) && isBytes(digest, 32) && isBytes(signature, 64);
  });
  let at = 0;
  for (const [i, item] of items.entries()) {
    if (!wellSized[i]) continue;
    buffer.set(item.publicKey, at);
    buffer.set(item.digest, at + 32);
    buffer.set(item.signature, at + 64);
    at += ITEM_SIZE;
  }
  wasm.verifyMany(at / ITEM_SIZE);
  let next = 0;
  for (const checked of wellSized) results.push(checked && buffer[next++] === 1);
}

function isBytes(value: unknown, size: number): boolean {
  return value instanceof Uint8Array && value.length === size;
}

/** The buffer as it is now: growing the memory would detach an older view. */
function view(size: number): Uint8Array {
  return new Uint8Array(wasm.memory.buffer, wasm.buffer(), size);
}
