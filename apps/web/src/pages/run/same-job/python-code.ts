import { type Draft, EMPTY_DRAFT } from "../draft.ts";
import { isBySpec } from "./is-by-spec.ts";

/** A Python program that makes the same job and waits for it, for a draft without issues. */
export function pythonCode(draft: Draft): string {
  const bySpec = isBySpec(draft);
  const isModel = !bySpec && draft.kind === "model";
  const hasLimits = !bySpec && limitsOf(draft).length > 0;
  const given = [...(bySpec ? ['spec=json.loads(Path("spec.json").read_text())'] : workOf(draft)), ...offerOf(draft)];
  return [
    ...(bySpec ? ["import json", "from pathlib import Path", ""] : []),
    ...(isModel ? ["import numpy as np", ""] : []),
    `from qubix import ${hasLimits ? "Limits, " : ""}Qubix`,
    "",
    "with Qubix() as client:",
    "    job = client.jobs.submit(",
    ...given.map((line) => `        ${line},`),
    "    )",
    "    ended = client.jobs.wait(job.key, progress=True)",
    '    result = client.jobs.download(job.key, to="results")',
    "",
  ].join("\n");
}

function workOf(draft: Draft): string[] {
  const { kind, model, program, name, args, variables, inputs, isPrivate, minMemoryMiB, region } = draft;
  const isWasm = kind === "wasm";
  const limits = limitsOf(draft);
  const entries = inputs.map(({ path }) => {
    const file = text(path.split("/").at(-1)!);
    return isWasm ? `${text(path)}: ${file}` : `${text(path.replace(/\.npy$/, ""))}: np.load(${file})`;
  });
  return [
    isWasm ? `wasm=${text(program!.path)}` : `model=${text(model)}`,
    ...(isWasm && args.length > 0 ? [`args=[${args.map(text).join(", ")}]`] : []),
    ...(isWasm && variables.length > 0
      ? [`env={${variables.map((one) => `${text(one.name)}: ${text(one.value)}`).join(", ")}}`]
      : []),
    ...(entries.length > 0 ? [`inputs={${entries.join(", ")}}`] : []),
    ...(name === "" ? [] : [`name=${text(name)}`]),
    ...(limits.length > 0 ? [`limits=Limits(${limits.join(", ")})`] : []),
    ...(minMemoryMiB === "" ? [] : [`min_memory_mib=${minMemoryMiB}`]),
    ...(region === "" ? [] : [`region=${text(region)}`]),
    ...(isPrivate ? ["private=True"] : []),
  ];
}

function limitsOf(draft: Draft): string[] {
  const names = { fuel: "fuel", memoryMiB: "memory_mib", wallSeconds: "wall_seconds", outputBytes: "output_bytes" };
  return (Object.entries(names) as [keyof typeof names, string][]).flatMap(([field, name]) =>
    draft[field] === EMPTY_DRAFT[field] ? [] : [`${name}=${draft[field]}`],
  );
}

function offerOf(draft: Draft): string[] {
  const { replicas, quorum, priceCap, metered, providers, minStake, bondedOnly, start, deadlineTicks } = draft;
  return [
    ...(replicas === EMPTY_DRAFT.replicas ? [] : [`replicas=${replicas}`]),
    ...(quorum === "" ? [] : [`quorum=${quorum}`]),
    ...(priceCap === "" ? [] : [`price_cap=${priceCap}`]),
    ...(metered ? ["metered=True"] : []),
    ...(providers === ""
      ? []
      : [
          `providers=[${providers
            .split(",")
            .map((slot) => Number(slot))
            .join(", ")}]`,
        ]),
    ...(minStake === "" ? [] : [`min_stake=${minStake}`]),
    ...(bondedOnly ? ["bonded_only=True"] : []),
    ...(start === EMPTY_DRAFT.start ? [] : [`start=${text(start)}`]),
    ...(deadlineTicks === EMPTY_DRAFT.deadlineTicks ? [] : [`deadline_ticks=${deadlineTicks}`]),
  ];
}

/** A Python string: JSON's escapes are Python's, too, once pairs of surrogates are left as they are. */
function text(value: string): string {
  return JSON.stringify(value);
}
