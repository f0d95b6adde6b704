import { createSeed, keyPairFromSeed, sign } from "@qubix/qubic";
import { expect, it } from "vitest";
import { fourqWasm } from "../../../qubic/src/generated/fourq-wasm.ts";
import { instrument, METER_EXPORTS } from "./index.ts";
import { withStart } from "./test-module.ts";

type FourQ = {
  memory: WebAssembly.Memory;
  buffer(): number;
  publicKey(): void;
  verifyMany(count: number): void;
} & Record<string, { value: bigint }>;

const original = withStart(Uint8Array.from(Buffer.from(fourqWasm, "base64")));
const load = (bytes: Uint8Array) =>
  new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)).exports as unknown as FourQ;

/** 64 public keys, and 64 signatures of which every third is damaged. */
function work(exports: FourQ): string {
  const buffer = () => new Uint8Array(exports.memory.buffer, exports.buffer(), 64 * 128);
  const results: string[] = [];
  for (let i = 0; i < 64; i++) {
    buffer().set(new Uint8Array(32).fill(i));
    exports.publicKey();
    results.push(Buffer.from(buffer().slice(0, 32)).toString("hex"));
  }
  for (let i = 0; i < 64; i++) {
    const damaged = signature.slice();
    if (i % 3 === 0) damaged[i] = damaged[i]! ^ 1;
    buffer().set(new Uint8Array([...keyPair.publicKey, ...digest, ...damaged]), i * 128);
  }
  exports.verifyMany(64);
  results.push(buffer().slice(0, 64).join(""));
  return results.join("\n");
}

const keyPair = keyPairFromSeed(createSeed());
const digest = new Uint8Array(32).fill(9);
const signature = sign(keyPair, digest);

it("computes the same as before, for the same fuel each time, in a large module of real arithmetic", () => {
  const expected = work(load(original));
  expect(expected).toContain("011011011011");
  const used = () => {
    const exports = load(instrument(original, 64));
    const fuel = exports[METER_EXPORTS.fuel]!;
    fuel.value = 2n ** 62n;
    expect(work(exports)).toBe(expected);
    return 2n ** 62n - fuel.value;
  };
  expect(used()).toBe(used());
});
