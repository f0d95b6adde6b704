import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type JobSpec, MAX_SPEC_BYTES, parseJson, readSpec } from "@qubix/protocol";
import { z } from "zod";
import { readStdin } from "../context/read-stdin.ts";
import { CliError } from "../output/cli-error.ts";
import { type BuiltSpec, type FindModel, modelPart } from "./build-spec.ts";
import { checkProgram } from "./check-program.ts";
import { JobBlobs } from "./job-blobs.ts";
import { DEFAULT_LIMITS } from "./spec-options.ts";

const FileReference = z.strictObject({ file: z.string().min(1) });
/** What a job file may say instead of what a spec says; the rest is the spec's affair. */
const Shorthand = z.looseObject({
  program: z.union([FileReference, z.looseObject({ digest: z.string() })]).optional(),
  inputs: z.array(z.looseObject({ path: z.string(), file: z.string().min(1).optional() })).optional(),
  model: z.union([z.string(), z.looseObject({})]).optional(),
  limits: z.looseObject({}).optional(),
});
type Shorthand = z.infer<typeof Shorthand>;

/**
 * A job from a file (`-`: standard input): a whole spec, or one that names files beside it (`"program": {"file": "a.wasm"}`, inputs alike) and
 * a model by its name (`"model": "acme/digits"`). What is left out gets the defaults of `job submit`.
 * @throws CliError INVALID_JOB_FILE, ProtocolError
 */
export async function readJobFile(path: string, sealKey: string, findModel: FindModel): Promise<BuiltSpec> {
  const isStdin = path === "-";
  const folder = isStdin ? process.cwd() : dirname(path);
  const parsed = Shorthand.safeParse(parseJson(isStdin ? await readStdin() : readFileSync(path), MAX_SPEC_BYTES));
  if (!parsed.success) {
    const hint = "Start from one that works: `qubix job template list`.";
    throw new CliError("INVALID_JOB_FILE", `${path} is no job: ${z.prettifyError(parsed.error)}`, hint);
  }
  const blobs = new JobBlobs();
  const fileOf = (name: string) => resolve(folder, name);
  const { model, ...rest } = parsed.data;
  const found = typeof model === "string" ? await findModel(model) : undefined;
  const spec = {
    version: 1,
    arguments: [],
    environment: {},
    seal: sealKey,
    ...rest,
    inputs: (rest.inputs ?? []).map(({ file, ...input }) => ({
      ...input,
      ...(file !== undefined && blobs.addFile(fileOf(file))),
    })),
    limits: { ...DEFAULT_LIMITS, ...rest.limits },
    ...programPart(rest.program, fileOf, blobs),
    ...(typeof model === "object" && { model }),
    ...(found && modelPart(found)),
  };
  return { ...readSpec(spec as unknown as JobSpec), blobs: blobs.sources, ...(found && { modelSlot: found.slot }) };
}

function programPart(program: Shorthand["program"], fileOf: (name: string) => string, blobs: JobBlobs): object {
  if (program === undefined) return {};
  if (!("file" in program) || typeof program.file !== "string") return { program };
  const file = fileOf(program.file);
  checkProgram(file);
  return { kind: "wasm", program: blobs.addFile(file) };
}
