import { type Draft, EMPTY_DRAFT } from "./draft.ts";
import { readLocalFile } from "./read-local-file.ts";

export type TemplateName = "collatz" | "verified" | "metered" | "spec";
export const TEMPLATES: readonly TemplateName[] = ["collatz", "verified", "metered", "spec"];

/** What to begin with; the examples' program comes with the page, and is read when it is wanted. */
export async function draftOfTemplate(name: TemplateName): Promise<Draft> {
  const base: Draft = { ...EMPTY_DRAFT, kind: "wasm" };
  if (name === "spec") return { ...EMPTY_DRAFT, kind: "spec", specText: `${JSON.stringify(SPEC, null, 2)}\n` };
  if (name === "metered") return { ...base, metered: true, wallSeconds: "3600", deadlineTicks: "100000" };
  const program = await exampleProgram();
  const collatz = { ...base, program, args: ["500"], name: "collatz", wallSeconds: "60" };
  return name === "collatz" ? collatz : { ...collatz, name: "collatz-verified", replicas: "3" };
}

async function exampleProgram() {
  const response = await fetch(new URL("../../../../../examples/dist/endurance.wasm", import.meta.url));
  if (!response.ok) throw new Error(`The example can't be loaded (${response.status}).`);
  return readLocalFile(await response.blob(), "endurance.wasm");
}

/** Everything that a spec has to say; the digests are those of whoever writes it. */
const SPEC = {
  version: 1,
  kind: "wasm",
  name: "my-job",
  program: { digest: `sha256:${"0".repeat(64)}`, size: 8 },
  arguments: [],
  environment: {},
  inputs: [],
  limits: { fuel: "100000000000", memoryMiB: 256, wallSeconds: 600, outputBytes: 16_777_216 },
};
