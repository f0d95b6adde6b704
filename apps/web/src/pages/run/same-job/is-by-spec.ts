import type { Draft } from "../draft.ts";

/** Whether elsewhere the job is best made from its whole spec: it is one, or it names files that only the hub has. */
export function isBySpec({ kind, program, inputs }: Draft): boolean {
  if (kind === "spec") return true;
  const files = kind === "wasm" && program ? [program, ...inputs] : inputs;
  return files.some(({ content }) => content === undefined);
}
