import { open } from "node:fs/promises";
import {
  fileSource,
  inspectOnnx,
  type OnnxInspection,
  type Refusal,
  refusalsOf,
  type TensorPort,
} from "@qubix/client/onnx";
import type { Command } from "commander";
import { EXIT } from "../../output/exit-codes.ts";
import { pairs, table } from "../../output/printer.ts";
import { defineCommand } from "../define-command.ts";

/** `qubix model inspect`: what is in an ONNX file, and whether it can be published. Asks nobody. */
export function inspectModelCommand(model: Command): void {
  defineCommand(model, {
    usage: "inspect <file>",
    summary: "Tell what is in an ONNX file, and why it could not be published. Exits with 3 where it is refused.",
    examples: ["model inspect digits.onnx", "model inspect digits.onnx --json"],
    local: true,
    async run(session, _, path) {
      const file = await open(path!);
      const found = await inspectOnnx(await fileSource(file)).finally(() => file.close());
      const refusals = refusalsOf(found);
      if (refusals.length > 0) session.exitCode = EXIT.refused;
      session.printer.result({ ...found, refusals }, () => textOf(found, refusals));
    },
  });
}

function textOf(found: OnnxInspection, refusals: readonly Refusal[]): string {
  const about = pairs({
    size: `${found.size.toLocaleString("en")} bytes`,
    "made by": found.producer || "unknown",
    "IR version": found.irVersion,
    "operator sets": found.opsets.map(({ domain, version }) => `${domain} ${version}`).join(", "),
    parameters: `${found.parameters.toLocaleString("en")} in ${found.initializers} tensors`,
    weights: `${found.initializerBytes.toLocaleString("en")} bytes`,
    "weights outside": found.externalData.join(", ") || undefined,
    nodes: found.nodes,
  });
  const ports = [
    ...found.inputs.map((one) => ["input", ...row(one)]),
    ...found.outputs.map((one) => ["output", ...row(one)]),
  ];
  const operators = found.operators.map(({ domain, name, count }) => [domain, name, String(count)]);
  const verdict = refusals.map(({ code, message, hint }) => `${code}: ${message}\n  ${hint}`);
  return [
    about,
    table(["", "name", "type", "shape"], ports),
    table(["operators of", "name", "times"], operators),
    ...(verdict.length === 0 ? ["It can be published."] : ["It is refused:", ...verdict]),
  ].join("\n");
}

const row = ({ name, dtype, shape }: TensorPort) => [
  name,
  dtype,
  shape === undefined ? "not told" : `[${shape.join(", ")}]`,
];
