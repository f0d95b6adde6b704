import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { checkModule, ModuleError } from "@qubix/client/wasm";
import { blobDigest, type JobSpec, type ParsedSpec, readSpec, type SpecInput } from "@qubix/protocol";
import type { z } from "zod";
import { CliError } from "../output/cli-error.ts";
import type { SpecOptions } from "./spec-options.ts";

/** A spec with the bytes of what it names, by digest. */
export interface BuiltSpec extends ParsedSpec {
  blobs: Map<string, Uint8Array>;
}

/** What an `onnx` spec pins. */
export interface PinnedModel {
  manifest: string;
  namespace: string;
  name: string;
  runtime: string;
}

/**
 * The spec for what the options describe; exactly one of program and model.
 * @param sealKey X25519 public key of the requester, hex
 * @param findModel looks up a model by `namespace/name`
 */
export async function buildSpec(
  options: SpecOptions,
  sealKey: string,
  findModel: (name: string) => Promise<PinnedModel>,
): Promise<BuiltSpec> {
  if ((options.wasm === undefined) === (options.model === undefined)) {
    throw new CliError(
      "WHAT_TO_RUN",
      "Say what to run.",
      "Give a spec file, or one of --wasm FILE and --model NAMESPACE/NAME.",
    );
  }
  const blobs = new Map<string, Uint8Array>();
  const add = (file: string) => {
    const bytes = new Uint8Array(readFileSync(file));
    const digest = blobDigest(bytes);
    blobs.set(digest, bytes);
    return { digest, size: bytes.length };
  };
  const { minMemory, region } = options;
  const common = {
    version: 1 as const,
    ...(options.name !== undefined && { name: options.name }),
    arguments: options.arg,
    environment: Object.fromEntries(options.env.map((text) => assignment(text, "--env", "NAME=value"))),
    inputs: options.input.map((text) => readInput(text, add)),
    limits: {
      fuel: options.fuel,
      memoryMiB: options.memory,
      wallSeconds: options.wall,
      outputBytes: options.outputBytes,
    },
    ...((minMemory !== undefined || region !== undefined) && {
      requirements: {
        ...(minMemory !== undefined && { minMemoryMiB: minMemory }),
        ...(region !== undefined && { region }),
      },
    }),
    seal: sealKey,
  };
  return { ...readSpec(await complete(common, options, add, findModel)), blobs };
}

async function complete(
  common: object,
  options: SpecOptions,
  add: (file: string) => { digest: string; size: number },
  findModel: (name: string) => Promise<PinnedModel>,
): Promise<object> {
  if (options.wasm !== undefined) {
    checkProgram(options.wasm);
    return { ...common, kind: "wasm", program: add(options.wasm) };
  }
  const { runtime, manifest, namespace, name } = await findModel(options.model!);
  return { ...common, kind: "onnx", model: { manifest, namespace, name }, runtime: { digest: runtime } };
}

/** What every agent would refuse is refused here, before anything is paid. @throws CliError INVALID_MODULE */
function checkProgram(file: string): void {
  try {
    checkModule(new Uint8Array(readFileSync(file)));
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
    const hint =
      "Build a WASI preview 1 command, for example with clang --target=wasm32-wasip1; docs/executors.md says more.";
    throw new CliError("INVALID_MODULE", `${file} can't be run: ${error.message}.`, hint);
  }
}

/** A spec from a file; the sealing key is filled in where the file has none. Its blobs must be on the hub already. */
export function readSpecFile(file: string, sealKey: string): BuiltSpec {
  const value: unknown = JSON.parse(readFileSync(file, "utf8"));
  const whole = typeof value === "object" && value !== null && !("seal" in value) ? { ...value, seal: sealKey } : value;
  return { ...readSpec(whole as JobSpec), blobs: new Map() };
}

function readInput(text: string, add: (file: string) => { digest: string; size: number }): z.infer<typeof SpecInput> {
  const [path, file] = text.includes("=") ? assignment(text, "--input", "PATH=FILE") : [basename(text), text];
  return { path, ...add(file) };
}

function assignment(text: string, option: string, shape: string): [string, string] {
  const at = text.indexOf("=");
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new CliError("INVALID_OPTION", `${option}: "${text}" is not ${shape}.`, `Write ${option} ${shape}.`);
}
