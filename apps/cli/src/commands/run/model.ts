import { decodeNpy, elementsOf, NpyError, type Tensor } from "@qubix/client/onnx";
import type { Command } from "commander";
import { buildSpec } from "../../job/build-spec.ts";
import { findModel } from "../../job/find-model.ts";
import { sealKeyOf } from "../../job/prepare-job.ts";
import { exitCodeOf, type RunOptions, runJob, runOptions } from "../../job/run-job.ts";
import { resultText, saveResult } from "../../job/save-result.ts";
import { type WorkOptions, workOptions } from "../../job/spec-options.ts";
import { readInputs } from "../../tensor/read-inputs.ts";
import { tensorText } from "../../tensor/tensor-text.ts";
import { defineCommand } from "../define-command.ts";

const INPUT_HELP =
  "input: FILE, or INPUT=FILE; .npy, .png, .json or .csv; may be given several times, also for a batch";
/** Larger tensors are left to their files. */
const MOST_VALUES = 10_000;

/** `qubix run model`: a published model on files as people have them. */
export function runModelCommand(run: Command): void {
  defineCommand<WorkOptions & RunOptions & { invert?: boolean }>(run, {
    usage: "model <model>",
    summary: "Run a published model on pictures or numbers, and show what it says.",
    examples: [
      "run model acme/digits -i digit.png",
      "run model acme/digits -i image=digit.png -i image=digit.png --to result",
      "run model acme/digits -i image.npy --json",
      "run model acme/digits -i pixels.csv --replicas 2 --quorum 2",
    ],
    configure: (command) =>
      runOptions(workOptions(command, INPUT_HELP)).option("--invert", "of pictures: dark becomes light"),
    async run(session, options, name) {
      const found = await findModel(session, name!);
      const input = readInputs(options.input, found.inputs, options.invert === true);
      const work = { ...options, model: name!, arg: [], input };
      const built = await buildSpec(work, await sealKeyOf(session), async () => found);
      const { key, opened } = await runJob(session, built, options);
      const saved = saveResult(key, opened, options.to);
      session.exitCode = exitCodeOf(opened);
      const tensors = tensorsOf(opened.outputs);
      session.printer.result({ key, ...saved, outputs: valuesOf(tensors) }, () =>
        [...tensors.map(([output, tensor]) => `${output}  ${tensorText(tensor)}`), "", resultText(saved)].join("\n"),
      );
    },
  });
}

/** Those outputs that are tensors, by the names of the model's outputs. */
function tensorsOf(outputs: Map<string, Uint8Array>): [string, Tensor][] {
  return [...outputs].flatMap(([path, bytes]): [string, Tensor][] => {
    try {
      return path.endsWith(".npy") ? [[path.slice(0, -".npy".length), decodeNpy(bytes)]] : [];
    } catch (error) {
      if (error instanceof NpyError) return [];
      throw error;
    }
  });
}

function valuesOf(tensors: [string, Tensor][]): object {
  const told = tensors.map(([name, tensor]) => {
    const values = elementsOf(tensor);
    return [name, { dtype: tensor.dtype, shape: tensor.shape, ...(values.length <= MOST_VALUES && { values }) }];
  });
  return Object.fromEntries(told);
}
