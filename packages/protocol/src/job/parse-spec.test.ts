import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSpec } from "./parse-spec.ts";
import { makeResult, Result, resultDigest } from "./result.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const wasm = {
  version: 1,
  kind: "wasm",
  program: { digest, size: 100 },
  arguments: ["--fast"],
  environment: { HOME: "/" },
  inputs: [{ path: "in/a.txt", digest, size: 3 }],
  limits: { fuel: "1000000", memoryMiB: 64, wallSeconds: 60, outputBytes: 1024 },
  seal: "0f".repeat(32),
};
const onnx = {
  ...wasm,
  kind: "onnx",
  program: undefined,
  model: { manifest: digest, namespace: "qubix", name: "digits" },
  runtime: { digest },
};
const parse = (spec: unknown) => parseSpec(JSON.stringify(spec));

describe("parseSpec", () => {
  it("reads both kinds and keeps what was sent", () => {
    expect(parse(wasm).spec).toEqual(wasm);
    expect(parse(onnx).spec).toEqual(JSON.parse(JSON.stringify(onnx)));
  });

  it("gives one digest whatever the order of members, another for any change", () => {
    const shuffled = Object.fromEntries(Object.entries(wasm).reverse());
    expect(parse(shuffled).digest).toBe(parse(wasm).digest);
    expect(parse({ ...wasm, name: "x" }).digest).not.toBe(parse(wasm).digest);
  });

  it("may say that the job is private; what says nothing has the digest it always had", () => {
    expect(parse({ ...wasm, visibility: "private" }).spec.visibility).toBe("private");
    const digests = ["public", "private", undefined].map((visibility) => parse({ ...wasm, visibility }).digest);
    expect(new Set(digests).size).toBe(3);
    expect(digests[2]).toBe("99b939e0d2ddc6d2c30fbffc714fcc1daddcc379bdf37b2aef4c587f0c6600ef");
    expect(() => parse({ ...wasm, visibility: "secret" })).toThrow(expect.objectContaining({ code: "INVALID_SPEC" }));
  });

  it.each([
    ["an unknown member", { ...wasm, gpu: true }],
    ["an unknown member inside", { ...wasm, limits: { ...wasm.limits, disk: 1 } }],
    ["no version", { ...wasm, version: undefined }],
    ["another version", { ...wasm, version: 2 }],
    ["another kind", { ...wasm, kind: "container" }],
    ["a path that climbs", { ...wasm, inputs: [{ path: "../a", digest, size: 1 }] }],
    ["an absolute path", { ...wasm, inputs: [{ path: "/a", digest, size: 1 }] }],
    ["a path twice", { ...wasm, inputs: [wasm.inputs[0], wasm.inputs[0]] }],
    ["no fuel", { ...wasm, limits: { ...wasm.limits, fuel: "0" } }],
    ["fuel as a number", { ...wasm, limits: { ...wasm.limits, fuel: 5 } }],
    ["too much fuel", { ...wasm, limits: { ...wasm.limits, fuel: "18446744073709551616" } }],
    ["a fraction", { ...wasm, limits: { ...wasm.limits, memoryMiB: 1.5 } }],
    ["a short seal key", { ...wasm, seal: "00" }],
    ["a bare digest", { ...wasm, program: { digest: "ab".repeat(32), size: 100 } }],
    ["NUL in an argument", { ...wasm, arguments: ["a\0b"] }],
    ["no object", []],
  ])("refuses %s", (_, spec) => expect(() => parse(spec)).toThrow(expect.objectContaining({ name: "ProtocolError" })));

  it("refuses duplicate members and what is too large", () => {
    const text = JSON.stringify(wasm).replace('"version":1', '"version":1,"version":1');
    expect(() => parseSpec(text)).toThrow(expect.objectContaining({ code: "BAD_JSON" }));
    const large = { ...wasm, arguments: Array(10).fill("x".repeat(30_000)) };
    expect(() => parse(large)).toThrow(expect.objectContaining({ code: "JSON_TOO_LARGE" }));
  });

  it("throws nothing but ProtocolError on garbage", () => {
    const garbage = fc.oneof(fc.json(), fc.string(), fc.uint8Array());
    fc.assert(
      fc.property(garbage, (source) => {
        expect(() => parseSpec(source)).toThrow(expect.objectContaining({ name: "ProtocolError" }));
      }),
    );
  });
});

describe("results", () => {
  const output = (path: string) => ({ path, size: 1, digest });

  it("have one digest whatever order outputs came in", () => {
    const one = makeResult("ok", 0, [output("b"), output("a"), output("a/c")]);
    expect(one.outputs.map((o) => o.path)).toEqual(["a", "a/c", "b"]);
    expect(resultDigest(one)).toBe(resultDigest(makeResult("ok", 0, [output("a/c"), output("b"), output("a")])));
    expect(resultDigest(one)).not.toBe(resultDigest(makeResult("exit", 1, one.outputs)));
  });

  it("refuse unsorted and repeated outputs", () => {
    expect(Result.safeParse({ outcome: "ok", exitCode: 0, outputs: [output("b"), output("a")] }).success).toBe(false);
    expect(() => makeResult("ok", 0, [output("a"), output("a")])).toThrow();
  });
});
