import { type Draft, EMPTY_DRAFT } from "../draft.ts";
import { isBySpec } from "./is-by-spec.ts";

/** The words of `qubix job submit …` that make the same job, for a draft without issues. Files are as they are called here. */
export function cliWords(draft: Draft): string[] {
  return [
    "qubix",
    "job",
    "submit",
    ...(isBySpec(draft) ? ["spec.json"] : workWords(draft)),
    ...offerWords(draft),
    "--wait",
  ];
}

/** The same as one line for a shell. */
export function cliCommand(draft: Draft): string {
  return cliWords(draft).map(quoted).join(" ");
}

function workWords(draft: Draft): string[] {
  const { kind, model, program, name, args, variables, inputs, isPrivate } = draft;
  const isWasm = kind === "wasm";
  return [
    ...(isWasm ? ["--wasm", program!.path] : ["--model", model]),
    ...(name === "" ? [] : [`--name=${name}`]),
    ...(isWasm ? args.map((arg) => `--arg=${arg}`) : []),
    ...(isWasm ? variables.map((one) => `--env=${one.name}=${one.value}`) : []),
    ...inputs.map(({ path }) => `--input=${path}=${path.split("/").at(-1)}`),
    ...changed(draft, { fuel: "fuel", memoryMiB: "memory", wallSeconds: "wall", outputBytes: "output-bytes" }),
    ...changed(draft, { minMemoryMiB: "min-memory", region: "region" }),
    ...(isPrivate ? ["--private"] : []),
  ];
}

function offerWords(draft: Draft): string[] {
  const { priceCap, metered, bondedOnly } = draft;
  return [
    ...changed(draft, { replicas: "replicas", quorum: "quorum" }),
    ...(priceCap === "" ? ["--estimate"] : ["--price-cap", priceCap]),
    ...(metered ? ["--metered"] : []),
    ...changed(draft, { providers: "providers", minStake: "min-stake" }),
    ...(bondedOnly ? ["--bonded"] : []),
    ...changed(draft, { start: "start", deadlineTicks: "deadline" }),
  ];
}

/** Options for the fields that are not as they are by default. */
function changed(draft: Draft, options: { [K in keyof Draft]?: string }): string[] {
  return (Object.entries(options) as [keyof Draft, string][]).flatMap(([field, option]) =>
    draft[field] === EMPTY_DRAFT[field] ? [] : [`--${option}`, String(draft[field])],
  );
}

/** A word that a POSIX shell leaves as it is. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
