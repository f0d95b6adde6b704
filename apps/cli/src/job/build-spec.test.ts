import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blobDigest, specDigest } from "@qubix/protocol";
import { Command } from "commander";
import { afterAll, expect, test } from "vitest";
import { buildSpec } from "./build-spec.ts";
import { readJobFile } from "./read-job-file.ts";
import { type SpecOptions, specOptions } from "./spec-options.ts";

const folder = mkdtempSync(join(tmpdir(), "qubix-spec-"));
afterAll(() => rmSync(folder, { recursive: true }));
/** The smallest WASI command: a module whose `_start` does nothing. */
const program = new Uint8Array(
  Buffer.from("0061736d0100000001040160000003020100070a01065f737461727400000a040102000b", "hex"),
);
writeFileSync(join(folder, "program.wasm"), program);
writeFileSync(join(folder, "data.csv"), "1,2\n");
const SEAL = "ab".repeat(32);
const MODEL = {
  manifest: `sha256:${"1".repeat(64)}`,
  namespace: "me",
  name: "digits",
  runtime: `sha256:${"2".repeat(64)}`,
  slot: 3,
};

function options(...args: string[]): SpecOptions {
  return specOptions(new Command()).exitOverride().parse(args, { from: "user" }).opts();
}

test("a program with inputs, arguments and variables becomes a spec, with the bytes to upload", async () => {
  const given = ["--wasm", join(folder, "program.wasm"), "-i", `table.csv=${join(folder, "data.csv")}`];
  const made = await buildSpec(options(...given, "--arg", "/in/table.csv", "-e", "MODE=a=b"), SEAL, async () => MODEL);
  expect(made.spec).toMatchObject({
    kind: "wasm",
    program: { digest: blobDigest(program), size: program.length },
    arguments: ["/in/table.csv"],
    environment: { MODE: "a=b" },
    inputs: [{ path: "table.csv", size: 4 }],
    seal: SEAL,
  });
  expect([...made.blobs.keys()]).toContain(blobDigest(program));
  expect(made.digest).toBe(specDigest(made.spec));
});

test("a model is pinned by manifest and runtime", async () => {
  const made = await buildSpec(
    options("--model", "me/digits", "-i", join(folder, "data.csv")),
    SEAL,
    async () => MODEL,
  );
  expect(made.spec).toMatchObject({
    kind: "onnx",
    model: { manifest: MODEL.manifest },
    runtime: { digest: MODEL.runtime },
  });
  expect(made.spec.inputs[0]?.path).toBe("data.csv");
});

test("what can't be run is refused with what to write", async () => {
  await expect(buildSpec(options(), SEAL, async () => MODEL)).rejects.toThrow("Say what to run");
  await expect(buildSpec(options("--wasm", "a", "--model", "b/c"), SEAL, async () => MODEL)).rejects.toThrow(
    "Say what",
  );
  const bad = options("--wasm", join(folder, "program.wasm"), "-e", "NOTHING");
  await expect(buildSpec(bad, SEAL, async () => MODEL)).rejects.toThrow("NAME=value");
  const outside = options("--wasm", join(folder, "program.wasm"), "-i", `../up=${join(folder, "data.csv")}`);
  await expect(buildSpec(outside, SEAL, async () => MODEL)).rejects.toThrow(/inputs/);
});

test("a job file is taken as it is, but for a missing sealing key", async () => {
  const made = await buildSpec(options("--wasm", join(folder, "program.wasm")), SEAL, async () => MODEL);
  const file = join(folder, "spec.json");
  writeFileSync(file, JSON.stringify({ ...made.spec, seal: undefined }));
  expect((await readJobFile(file, SEAL, async () => MODEL)).digest).toBe(made.digest);
  writeFileSync(file, JSON.stringify({ ...made.spec, unknown: 1 }));
  await expect(readJobFile(file, SEAL, async () => MODEL)).rejects.toThrow(/unknown/);
  writeFileSync(file, JSON.stringify([1]));
  await expect(readJobFile(file, SEAL, async () => MODEL)).rejects.toMatchObject({ code: "INVALID_JOB_FILE" });
});

test("a job file may name files beside it and a model, and leave out what has a default", async () => {
  const file = join(folder, "job.json");
  const short = { program: { file: "program.wasm" }, inputs: [{ path: "table.csv", file: "data.csv" }] };
  writeFileSync(file, JSON.stringify(short));
  const whole = options("--wasm", join(folder, "program.wasm"), "-i", `table.csv=${join(folder, "data.csv")}`);
  const read = await readJobFile(file, SEAL, async () => MODEL);
  expect(read.digest).toBe((await buildSpec(whole, SEAL, async () => MODEL)).digest);
  expect([...read.blobs.values()]).toEqual([join(folder, "data.csv"), join(folder, "program.wasm")]);

  writeFileSync(file, JSON.stringify({ model: "me/digits", inputs: [{ path: "x.npy", file: "data.csv" }] }));
  const inference = await readJobFile(file, SEAL, async () => MODEL);
  expect(inference).toMatchObject({ modelSlot: 3, spec: { kind: "onnx", model: { manifest: MODEL.manifest } } });
  writeFileSync(file, JSON.stringify({ program: { file: "../script.wasm" } }));
  await expect(readJobFile(file, SEAL, async () => MODEL)).rejects.toMatchObject({ code: "ENOENT" });
});

test("a program that no machine would run is refused before it costs anything", async () => {
  writeFileSync(join(folder, "script.wasm"), "#!/bin/sh\n");
  const wrong = buildSpec(options("--wasm", join(folder, "script.wasm")), SEAL, async () => MODEL);
  await expect(wrong).rejects.toMatchObject({ code: "INVALID_MODULE" });
});
