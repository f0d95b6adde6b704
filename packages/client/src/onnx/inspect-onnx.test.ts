import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { TensorSchema } from "@qubix/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ByteSource,
  bytesSource,
  checkModel,
  fileSource,
  inspectOnnx,
  ModelRefusedError,
  refusalsOf,
} from "./index.ts";
import { type Bytes, bytes, model, node, number, port, tensor, text, whole } from "./test-message.ts";

const DIGITS = fileURLToPath(new URL("../../../../examples/digits/digits.onnx", import.meta.url));
const digits = new Uint8Array(readFileSync(DIGITS));
const inspect = (content: Uint8Array) => inspectOnnx(bytesSource(content));
const codes = async (content: Uint8Array, files?: Set<string>) =>
  refusalsOf(await inspect(content), files).map(({ code }) => code);

describe("what is in a model", () => {
  it("is told of the repository's own, from a file as from memory", async () => {
    const found = await inspect(digits);
    expect(found).toMatchObject({ size: digits.length, externalData: [], functions: [] });
    const manifest = JSON.parse(readFileSync(DIGITS.replace("digits.onnx", "manifest.json"), "utf8"));
    const told = (list: { name: string; dtype: string; shape: unknown }[]) =>
      list.map(({ name, dtype, shape }) => ({ name, dtype, shape }));
    expect(found.inputs).toEqual(told(manifest.inputs));
    expect(found.outputs).toEqual(told(manifest.outputs));
    expect(found.operators.reduce((sum, { count }) => sum + count, 0)).toBe(found.nodes);
    expect(found.initializerBytes).toBe(4 * found.parameters);
    const file = await open(DIGITS);
    expect(await inspectOnnx(await fileSource(file))).toEqual(found);
    await file.close();
    await checkModel(digits);
  });

  it("counts weights and operators, also those in bodies and functions", async () => {
    const body = bytes(6, [...node("Mul"), ...bytes(5, tensor("inner", 1, [3], bytes(9, Array(12).fill(0))))]);
    const graph = [
      ...node("Add"),
      ...node("If", "", body),
      ...node("Add"),
      ...bytes(5, tensor("w", 7, [2, 2], bytes(9, Array(32).fill(1)))),
      ...bytes(5, tensor("packed", 1, [], bytes(1, [...number(2), ...number(3)]), bytes(4, Array(24).fill(1)))),
    ];
    const own = bytes(25, [...text(1, "Twice"), ...text(10, "mine"), ...bytes(7, node("Add").slice(2))]);
    const found = await inspect(model([...graph, ...node("Twice", "mine"), ...port(11, "w", 7, [2, 2])], own));
    expect(found).toMatchObject({ irVersion: 8, opsets: [{ domain: "ai.onnx", version: 17 }], nodes: 6 });
    expect(found).toMatchObject({ initializers: 3, parameters: 3 + 4 + 6, initializerBytes: 12 + 32 + 24 });
    expect(found.operators[0]).toEqual({ domain: "ai.onnx", name: "Add", count: 3 });
    expect(found.functions).toEqual(["mine:Twice"]);
    expect(found.inputs.map(({ name }) => name)).toEqual(["x"]);
    expect(refusalsOf(found)).toEqual([]);
  });

  it("gives free dimensions names that a schema takes", async () => {
    const odd = port(11, "z", 1, ["2 * batch", "", 5, "longer than any name may be in a schema"]);
    const { inputs } = await inspect(model(odd));
    expect(inputs[0]).toEqual({
      ...{ name: "z", dtype: "float32" },
      shape: ["_2___batch", "dim1", 5, "longer_than_any_name_may_be_in_a"],
    });
    for (const input of inputs) expect(TensorSchema.parse(input)).toEqual(input);
  });

  it("needs no memory for weights, and reads only what is around them", async () => {
    const raw = 2 ** 30;
    const about = [...tensor("w", 1, [2 ** 28]), ...number(9 * 8 + 2), ...number(raw)];
    const weight = [...number(5 * 8 + 2), ...number(about.length + raw), ...about];
    const after = [...node("Add"), ...port(11, "x", 1, [1]), ...port(12, "y", 1, [1])];
    const before = [...number(7 * 8 + 2), ...number(weight.length + raw + after.length), ...weight];
    let read = 0;
    const source: ByteSource = {
      size: before.length + raw + after.length,
      async read(at, length) {
        read += length;
        return Uint8Array.from({ length }, (_, i) => before[at + i] ?? after[at + i - before.length - raw] ?? 0);
      },
    };
    const found = await inspectOnnx(source);
    expect(found).toMatchObject({ parameters: 2 ** 28, initializerBytes: raw, nodes: 1 });
    expect(refusalsOf(found)).toEqual([]);
    expect(refusalsOf(found, new Set(), { bytes: raw, nodes: 0 }).map(({ code }) => code)).toEqual([
      ...["TOO_LARGE", "TOO_MANY_NODES"],
    ]);
    expect(read).toBeLessThan(200_000);
  });
});

describe("models are refused", () => {
  it("with all reasons and what to do", async () => {
    const away = bytes(13, [...text(1, "location"), ...text(2, "weights.bin")]);
    const bad = model([
      ...node("RandomNormal"),
      ...node("Magic", "ours"),
      ...node("EPContext", "com.microsoft"),
      ...bytes(5, tensor("w", 1, [1000], away, whole(14, 1))),
      ...port(11, "half", 10, [1]),
      ...port(12, "texts", 8, [1]),
      ...port(11, "empty", 1, [0]),
    ]);
    expect(await codes(bad)).toEqual([
      ...["UNSAFE_OPERATOR", "CUSTOM_OPERATOR", "RANDOM_OPERATOR", "EXTERNAL_DATA"],
      ...["UNSUPPORTED_TYPE", "UNSUPPORTED_TYPE", "UNSUPPORTED_TYPE"],
    ]);
    expect(await codes(bad, new Set(["weights.bin"]))).not.toContain("EXTERNAL_DATA");
    const error = await checkModel(bad).catch((reason) => reason);
    expect(error).toBeInstanceOf(ModelRefusedError);
    expect(error.message).toContain('"weights.bin"');
    expect(error.hint).toContain("save_as_external_data=False");
  });

  it("that hide something in a body, a constant, a sparse tensor or a function", async () => {
    const inBody = (content: Bytes) => node("Loop", "", bytes(6, content));
    const away = whole(14, 1);
    expect(await codes(model(inBody(inBody(node("Bernoulli")))))).toEqual(["RANDOM_OPERATOR"]);
    expect(await codes(model(node("Constant", "", bytes(5, tensor("", 1, [1], away)))))).toEqual(["EXTERNAL_DATA"]);
    expect(await codes(model(bytes(15, bytes(1, tensor("", 1, [1], away)))))).toEqual(["EXTERNAL_DATA"]);
    const own = bytes(25, [...text(1, "F"), ...text(10, "mine"), ...bytes(7, node("Multinomial").slice(2))]);
    expect(await codes(model(node("F", "mine"), own))).toEqual(["RANDOM_OPERATOR"]);
    // The last one counts, as for who reads the model to run it.
    expect(await codes(model(bytes(1, [...text(4, "Add"), ...text(4, "Sampling")])))).toEqual(["RANDOM_OPERATOR"]);
    expect(await codes(model([], bytes(7, node("RandomUniform"))))).toEqual(["RANDOM_OPERATOR"]);
  });

  it("that are none, in words", async () => {
    const nested = (depth: number): Bytes => (depth === 0 ? [] : node("If", "", bytes(6, nested(depth - 1))));
    for (const [content, reason] of [
      [new Uint8Array(), "no graph"],
      [new Uint8Array([0x3a, 0xff, 0x01]), "cut off"],
      [digits.subarray(0, digits.length - 1), "cut off"],
      [new Uint8Array([0x0b]), "wire type 3"],
      [new Uint8Array([0x02, 0x00]), "field 0"],
      [new TextEncoder().encode("version https://git-lfs.github.com/spec/v1"), "no ONNX"],
      [model(nested(17)), "too deeply"],
      [model(bytes(5, tensor("w", 1, [2], bytes(9, [0])))), 'the tensor "w" has 1 bytes instead of 8'],
      [model(bytes(5, tensor("w", 1, Array(65).fill(1)))), "too many dimensions"],
      [model(bytes(5, [...whole(1, -1n), ...whole(2, 1)])), "negative"],
      [model(bytes(5, tensor("w", 1, [2 ** 30, 2 ** 30]))), "too large"],
    ] as const)
      await expect(inspect(content), reason).rejects.toMatchObject({
        ...{ code: "MODEL_REFUSED", message: expect.stringContaining(reason), hint: expect.any(String) },
      });
  });

  it("whatever their bytes: nothing is read that isn't there, and little twice", async () => {
    const changed = fc
      .array(fc.tuple(fc.nat(digits.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
      .map((changes) => {
        const copy = digits.slice();
        for (const [place, byte] of changes) copy[place] = byte;
        return copy;
      });
    const cut = fc.nat(digits.length).map((end) => digits.subarray(0, end));
    const any = fc.uint8Array({ maxLength: 2_000 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, cut, any), async (content) => {
        let read = 0;
        const source: ByteSource = {
          size: content.length,
          async read(at, length) {
            expect(at >= 0 && length > 0 && at + length <= content.length).toBe(true);
            read += length;
            return content.subarray(at, at + length);
          },
        };
        const found = await inspectOnnx(source).catch((error) => error);
        if (found instanceof Error) expect(found).toBeInstanceOf(ModelRefusedError);
        else refusalsOf(found);
        expect(read).toBeLessThanOrEqual(2 * content.length + 65_536);
      }),
      { numRuns: 300 },
    );
  });

  it("that would keep the reader busy for ever", async () => {
    const field = number(15 * 8);
    // Fields that nobody asks for, two bytes each: a gigabyte would be half a milliard of them.
    const source: ByteSource = {
      size: 2 ** 30,
      read: async (at, length) => new Uint8Array(length).map((_, i) => ((at + i) % 2 === 0 ? field[0]! : 0)),
    };
    await expect(inspectOnnx(source)).rejects.toMatchObject({ message: expect.stringContaining("too many fields") });
  }, 60_000);
});
