import { TENSOR_DTYPES } from "@qubix/protocol";
import type { OnnxInspection, TensorPort } from "./inspection.ts";
import type { Refusal } from "./model-refused.ts";

/** What a hub or a provider allows. */
export interface OnnxLimits {
  /** Of the file. A protocol buffer can't have more than this. */
  bytes: number;
  nodes: number;
}
const LIMITS: OnnxLimits = { bytes: 2 ** 31 - 1, nodes: 100_000 };
/** As manifests have it. */
const MAXIMUM_PORTS = 32;
const MAXIMUM_RANK = 8;
/** Operator sets that the pinned runtime has. */
const DOMAINS = new Set(["ai.onnx", "ai.onnx.ml", "com.microsoft"]);
/** Operators whose results come from a random generator seeded by the time. */
const RANDOM = new Set([
  ...["RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli"],
  "Sampling",
]);
/** Operators that load or call something outside the file. */
const OUTSIDE = new Set(["EPContext", "PythonOp", "PythonOpGrad", "ATen", "ExternalGradient"]);

/**
 * All reasons for which a model is refused; none, when it may be published and run.
 * @param files paths of the manifest's files: external data may be in these, and nowhere else
 */
export function refusalsOf(
  model: OnnxInspection,
  files: ReadonlySet<string> = new Set(),
  limits: OnnxLimits = LIMITS,
): Refusal[] {
  return [...sizes(model, limits), ...operators(model), ...external(model, files), ...ports(model)];
}

function* sizes({ size, nodes }: OnnxInspection, limits: OnnxLimits): Generator<Refusal> {
  const hint = "Quantize it, or split it into models that run one after the other.";
  if (size > limits.bytes)
    yield { code: "TOO_LARGE", message: `The file has ${size} bytes, at most ${limits.bytes} are taken.`, hint };
  if (nodes > limits.nodes)
    yield { code: "TOO_MANY_NODES", message: `The model has ${nodes} nodes, at most ${limits.nodes} are taken.`, hint };
}

function* operators({ operators, functions }: OnnxInspection): Generator<Refusal> {
  const own = new Set(functions);
  for (const { domain, name } of operators) {
    if (own.has(`${domain}:${name}`)) continue;
    if (!DOMAINS.has(domain))
      yield {
        code: "CUSTOM_OPERATOR",
        message: `The model uses ${name} of ${domain}, which the runtime doesn't have.`,
        hint: `Export it with operators of ONNX, or define ${name} as a function of the model.`,
      };
    else if (RANDOM.has(name))
      yield {
        code: "RANDOM_OPERATOR",
        message: `The model uses ${name}, whose results are random.`,
        hint: "Pass random numbers as an input.",
      };
    else if (OUTSIDE.has(name))
      yield {
        code: "UNSAFE_OPERATOR",
        message: `The model uses ${name}, which loads or calls what is not in its file.`,
        hint: "Export the model for inference on a CPU, without compiled or foreign parts.",
      };
  }
}

function* external({ externalData }: OnnxInspection, files: ReadonlySet<string>): Generator<Refusal> {
  for (const path of externalData) {
    if (path !== "" && files.has(path)) continue;
    const place = path === "" ? "somewhere" : JSON.stringify(path);
    yield {
      code: "EXTERNAL_DATA",
      message: `The model keeps weights outside its file (external data), in ${place}.`,
      hint: "Save it with all data inside: onnx.save(model, path, save_as_external_data=False).",
    };
  }
}

function* ports({ inputs, outputs }: OnnxInspection): Generator<Refusal> {
  for (const [what, list] of [
    ["input", inputs],
    ["output", outputs],
  ] as const) {
    if (list.length === 0 || list.length > MAXIMUM_PORTS)
      yield {
        code: "PORT_COUNT",
        message: `The model has ${list.length} ${what}s; it must have 1 to ${MAXIMUM_PORTS}.`,
        hint: `Export it with its ${what}s named, or pack several into one.`,
      };
    for (const port of list.slice(0, MAXIMUM_PORTS)) {
      const reason = whyUnfit(port);
      if (reason !== undefined)
        yield {
          code: "UNSUPPORTED_TYPE",
          message: `The ${what} "${port.name}" ${reason}.`,
          hint: `Jobs pass tensors of ${TENSOR_DTYPES.join(", ")}: add a Cast, or reshape it.`,
        };
    }
  }
}

/** Why a job can't pass a tensor. */
function whyUnfit({ name, dtype, shape }: TensorPort): string | undefined {
  if (name === "" || name.length > 128) return "has no name of 1 to 128 characters";
  if (!(TENSOR_DTYPES as readonly string[]).includes(dtype)) return `is of ${dtype}`;
  if (shape === undefined) return undefined;
  if (shape.length > MAXIMUM_RANK) return `has ${shape.length} dimensions, more than ${MAXIMUM_RANK}`;
  return shape.includes(0) ? "has a dimension of 0" : undefined;
}
