import { basename } from "node:path";
import type { BlobSource } from "@qubix/client";
import { type ParsedSpec, readSpec, type SpecInput } from "@qubix/protocol";
import type { z } from "zod";
import { CliError } from "../output/cli-error.ts";
import { checkProgram } from "./check-program.ts";
import { JobBlobs } from "./job-blobs.ts";
import type { SpecOptions } from "./spec-options.ts";

/** A spec with what it names, by digest, and the slot of its model, if it has one. */
export interface BuiltSpec extends ParsedSpec {
  blobs: Map<string, BlobSource>;
  modelSlot?: number;
}

/** What an `onnx` spec pins, and the model's slot on the chain. */
export interface PinnedModel {
  manifest: string;
  namespace: string;
  name: string;
  runtime: string;
  slot: number;
}

/** Looks a model up by `namespace/name`. */
export type FindModel = (name: string) => Promise<PinnedModel>;

/** Work without what is to be run: options, or what was made of them. */
export type Work = Omit<SpecOptions, "input"> & { input: (string | InputBytes)[] };

/** An input that was made here. */
export interface InputBytes {
  path: string;
  bytes: Uint8Array;
}

/**
 * The spec for what the options describe; exactly one of program and model.
 * @param sealKey X25519 public key of the requester, hex
 */
export async function buildSpec(options: Work, sealKey: string, findModel: FindModel): Promise<BuiltSpec> {
  if ((options.wasm === undefined) === (options.model === undefined)) {
    throw new CliError(
      "WHAT_TO_RUN",
      "Say what to run.",
      "Give a job file, or one of --wasm FILE and --model NAMESPACE/NAME.",
    );
  }
  const blobs = new JobBlobs();
  const { minMemory, region } = options;
  const common = {
    version: 1 as const,
    ...(options.name !== undefined && { name: options.name }),
    arguments: options.arg,
    environment: Object.fromEntries(options.env.map((text) => assignment(text, "--env", "NAME=value"))),
    inputs: options.input.map((one) => readInput(one, blobs)),
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
    ...(options.private && { visibility: "private" }),
  };
  if (options.wasm !== undefined) {
    checkProgram(options.wasm);
    return { ...readSpec({ ...common, kind: "wasm", program: blobs.addFile(options.wasm) }), blobs: blobs.sources };
  }
  const { slot, ...model } = await findModel(options.model!);
  return { ...readSpec({ ...common, ...modelPart(model) }), blobs: blobs.sources, modelSlot: slot };
}

/** The members of a spec that say which model is run, and in what. */
export function modelPart({ manifest, namespace, name, runtime }: Omit<PinnedModel, "slot">): object {
  return { kind: "onnx", model: { manifest, namespace, name }, runtime: { digest: runtime } };
}

function readInput(one: string | InputBytes, blobs: JobBlobs): z.infer<typeof SpecInput> {
  if (typeof one !== "string") return { path: one.path, ...blobs.addBytes(one.bytes) };
  const [path, file] = one.includes("=") ? assignment(one, "--input", "PATH=FILE") : [basename(one), one];
  return { path, ...blobs.addFile(file) };
}

function assignment(text: string, option: string, shape: string): [string, string] {
  const at = text.indexOf("=");
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new CliError("INVALID_OPTION", `${option}: "${text}" is not ${shape}.`, `Write ${option} ${shape}.`);
}
