import type { ModelManifest } from "@qubix/protocol";
import type { Draft } from "./draft.ts";

/** The path of the file in which a job of a model finds an input. */
export const inputPath = (name: string) => `${name}.npy`;

/** Names of the model's inputs that the draft does not give. */
export function missingInputs({ inputs }: Pick<Draft, "inputs">, manifest: Pick<ModelManifest, "inputs">): string[] {
  const given = new Set(inputs.map(({ path }) => path));
  return manifest.inputs.map(({ name }) => name).filter((name) => !given.has(inputPath(name)));
}
