import type { ModelManifest } from "@qubix/protocol";

/** How one uses a model from elsewhere; each is for copying whole. */
export interface Snippets {
  cli: string;
  python: string;
  curl: string;
}

/**
 * The same model from a terminal, from Python and over HTTP. Names of inputs are strangers' text: they are quoted for where
 * they stand.
 * @param hub the hub's address, without a slash at its end
 */
export function snippetsOf(manifest: Pick<ModelManifest, "namespace" | "name" | "inputs">, hub: string): Snippets {
  const { namespace, name, inputs } = manifest;
  const model = `${namespace}/${name}`;
  const files = inputs.map((input) => `  -i ${shellQuoted(`${input.name}.npy=${fileName(input.name)}.npy`)}`);
  const values = inputs.map(
    (input) => `        ${JSON.stringify(input.name)}: numpy.load(${JSON.stringify(`${fileName(input.name)}.npy`)}),`,
  );
  return {
    cli: [`qubix job submit --model ${model} --wait`, ...files].join(" \\\n"),
    python: [
      "import numpy",
      "from qubix import Qubix",
      "",
      `with Qubix(hub=${JSON.stringify(hub)}) as client:`,
      `    outputs = client.run(${JSON.stringify(model)}, {`,
      ...values,
      "    })",
      "    print(dict(outputs))",
    ].join("\n"),
    curl: [`curl ${hub}/api/v1/models/${model}`, `curl -LO ${hub}/${model}/resolve/main/qubix.json`].join("\n"),
  };
}

/** A name that any shell and file system takes. */
const fileName = (text: string) => text.replaceAll(/[^A-Za-z0-9_-]/g, "_").slice(0, 64) || "input";

/** For POSIX shells, which see nothing special between single quotes. */
export function shellQuoted(text: string): string {
  return /^[A-Za-z0-9_./=:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
