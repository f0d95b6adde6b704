import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeNpy, encodeNpy, type Tensor } from "@qubix/client/onnx";
import type { OnnxSpec } from "@qubix/protocol";
import { afterAll, describe, expect, it } from "vitest";
import { canonicalizeNans } from "./canonical-nans.ts";
import { createOnnxExecutor } from "./onnx-executor.ts";
import { onnxRuntimeDigest } from "./onnx-runtime.ts";

const directory = mkdtempSync(join(tmpdir(), "qubix-test-"));
const executor = createOnnxExecutor({ dataDirectory: directory, idleChildren: 1 });
const model = join(directory, "digits.onnx");
copyFileSync(new URL("../../../../../examples/digits/digits.onnx", import.meta.url), model);
afterAll(async () => {
  await executor.close();
  rmSync(directory, { recursive: true });
});

const images = (count: number): Tensor => ({
  dtype: "float32",
  shape: [count, 1, 8, 8],
  bytes: new Uint8Array(Float32Array.from({ length: count * 64 }, (_, i) => (i * 7) % 17).buffer),
});

async function run(inputs: Record<string, Uint8Array>, program = model, runtime = onnxRuntimeDigest()) {
  const spec: OnnxSpec = {
    version: 1,
    kind: "onnx",
    model: { manifest: `sha256:${"0".repeat(64)}` },
    runtime: { digest: runtime },
    arguments: [],
    environment: {},
    inputs: [],
    limits: { fuel: "1", memoryMiB: 256, wallSeconds: 30, outputBytes: 100_000 },
    seal: "00".repeat(32),
  };
  const files = new Map(
    Object.entries(inputs).map(([path, bytes], i) => {
      writeFileSync(join(directory, `input-${i}`), bytes);
      return [path, join(directory, `input-${i}`)];
    }),
  );
  let log = "";
  const hooks = {
    log(_: string, bytes: Uint8Array) {
      log += new TextDecoder().decode(bytes);
    },
    progress() {},
    metrics() {},
  };
  return {
    ...(await executor.run(
      { jobKey: "ab".repeat(32), spec, program, inputs: files },
      hooks,
      new AbortController().signal,
    )),
    log,
  };
}

it("gives the same bytes each time, as .npy files named after the outputs", async () => {
  const first = await run({ "image.npy": encodeNpy(images(3)) });
  expect(first).toMatchObject({ outcome: "ok", log: "" });
  const digit = decodeNpy(first.outputs.find(({ path }) => path === "digit.npy")!.bytes);
  expect(digit).toMatchObject({ dtype: "int64", shape: [3] });
  expect((await run({ "image.npy": encodeNpy(images(3)) })).outputs).toEqual(first.outputs);
});

describe("answers as a result", () => {
  it.each([
    ["a missing input", {}, `"image" is missing`],
    ["an unknown input", { "image.npy": encodeNpy(images(1)), "other.npy": encodeNpy(images(1)) }, `no input "other"`],
    ["another shape", { "image.npy": encodeNpy({ ...images(1), shape: [1, 1, 4, 16] }) }, "must have the shape"],
    ["another type", { "image.npy": encodeNpy({ ...images(1), dtype: "int32" }) }, "must be float32"],
    ["no .npy", { "image.npy": new TextEncoder().encode("hello, this is no array") }, "image.npy: this is no .npy"],
    ["a stray file", { "image.png": new Uint8Array(10) }, "NAME.npy"],
  ] as [string, Record<string, Uint8Array>, string][])("%s", async (_name, inputs, reason) => {
    const result = await run(inputs);
    expect(result).toMatchObject({ outcome: "bad-input", outputs: [] });
    expect(result.log).toContain(reason);
  });

  it("a file that is no model", async () => {
    const file = join(directory, "broken.onnx");
    writeFileSync(file, readFileSync(model).subarray(0, 1000));
    expect(await run({}, file)).toMatchObject({ outcome: "bad-input" });
  });
});

it("refuses to run a job that is pinned to another runtime", async () => {
  await expect(run({}, model, `sha256:${"1".repeat(64)}`)).rejects.toMatchObject({ code: "MACHINE" });
});

it("makes NaNs canonical and touches nothing else", () => {
  const bytes = new Uint8Array(Uint32Array.of(0xffc00001, 0x7f800001, 0x7f800000, 0x80000000, 0x3f800000).buffer);
  canonicalizeNans("float32", bytes);
  expect([...new Uint32Array(bytes.buffer)]).toEqual([0x7fc00000, 0x7fc00000, 0x7f800000, 0x80000000, 0x3f800000]);
  const doubles = new Uint8Array(BigUint64Array.of(0xfff8000000000000n, 1n).buffer);
  canonicalizeNans("float64", doubles);
  expect([...new BigUint64Array(doubles.buffer)]).toEqual([0x7ff8000000000000n, 1n]);
});
