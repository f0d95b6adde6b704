import { fromBase64 } from "../bytes/base64.ts";
import { fourqWasm } from "../generated/fourq-wasm.ts";

/** One signature to verify: 32-byte public key, 32-byte digest, 64-byte signature. */
export type SignedDigest = {
  readonly publicKey: Uint8Array;
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
};

/** What one signature to verify takes of the module's buffer: key 32, digest 32, signature 64. */
const ITEM_SIZE = 128;

/** The exports of cpp/schnorrq.cpp; all but sizes pass through its buffer. */
type Exports = {
  memory: WebAssembly.Memory;
  buffer(): number;
  bufferSize(): number;
  k12Begin(): void;
  k12Update(size: number): void;
  k12End(size: number): void;
  publicKey(): void;
  sign(): void;
  verifyMany(count: number): void;
};

const module = new WebAssembly.Module(fromBase64(fourqWasm) as Uint8Array<ArrayBuffer>);
const wasm = new WebAssembly.Instance(module).exports as unknown as Exports;
/** The module never grows its memory, so this view stays valid. */
const buffer = new Uint8Array(wasm.memory.buffer, wasm.buffer(), wasm.bufferSize());

/** The compiled module (cpp/). Callers check sizes, except for `verifyMany`; keys leave no secret in the buffer. */
export const fourq = {
  k12(data: Uint8Array, length: number): Uint8Array {
    wasm.k12Begin();
    for (let start = 0; start < data.length; start += buffer.length) {
      const part = data.subarray(start, start + buffer.length);
      buffer.set(part);
      wasm.k12Update(part.length);
    }
    wasm.k12End(length);
    return buffer.slice(0, length);
  },

  publicKey(subseed: Uint8Array): Uint8Array {
    buffer.set(subseed);
    wasm.publicKey();
    return buffer.slice(0, 32);
  },

  sign(subseed: Uint8Array, publicKey: Uint8Array, digest: Uint8Array): Uint8Array {
    buffer.set(subseed, 0);
    buffer.set(publicKey, 32);
    buffer.set(digest, 64);
    wasm.sign();
    return buffer.slice(0, 64);
  },

  verifyMany(items: readonly SignedDigest[]): boolean[] {
    const capacity = buffer.length / ITEM_SIZE;
    if (items.length <= capacity) return verifyBatch(items);
    const results: boolean[] = [];
    for (let start = 0; start < items.length; start += capacity) {
      results.push(...verifyBatch(items.slice(start, start + capacity)));
    }
    return results;
  },
};

function verifyBatch(items: readonly SignedDigest[]): boolean[] {
  let at = 0;
  const wellSized = items.map(({ publicKey, digest, signature }) => {
    if (!isBytes(publicKey, 32) || !isBytes(digest, 32) || !isBytes(signature, 64)) return false;
    buffer.set(publicKey, at);
    buffer.set(digest, at + 32);
    buffer.set(signature, at + 64);
    at += ITEM_SIZE;
    return true;
  });
  wasm.verifyMany(at / ITEM_SIZE);
  let next = 0;
  return wellSized.map((sized) => sized && buffer[next++] === 1);
}

function isBytes(value: unknown, size: number): boolean {
  return value instanceof Uint8Array && value.length === size;
}
