import { ProtocolError, parseSpec } from "@qubix/protocol";

const digest = `sha256:${"ab".repeat(32)}`;

export const wasmSpec = {
  version: 1,
  kind: "wasm",
  program: { digest, size: 100 },
  arguments: ["--fast"],
  environment: { HOME: "/" },
  inputs: [{ path: "in/a.txt", digest, size: 3 }],
  limits: { fuel: "1000000", memoryMiB: 64, wallSeconds: 60, outputBytes: 1024 },
  seal: "0f".repeat(32),
};

const { program: _, ...common } = wasmSpec;
export const onnxSpec = {
  ...common,
  kind: "onnx",
  model: { manifest: digest, namespace: "qubix", name: "digits" },
  runtime: { digest },
};

const limits = (change: object) => ({ ...wasmSpec, limits: { ...wasmSpec.limits, ...change } });
const inputs = (...paths: string[]) => ({ ...wasmSpec, inputs: paths.map((path) => ({ path, digest, size: 1 })) });
const many = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));

/** Specs that are read, and specs that are refused, at the borders of every rule. */
const SPECS: unknown[] = [
  wasmSpec,
  onnxSpec,
  Object.fromEntries(Object.entries(wasmSpec).reverse()),
  { ...wasmSpec, name: "Zoë's 😀 job", visibility: "private", metadata: { "a.b-c_D": "", x: "y".repeat(1024) } },
  { ...wasmSpec, name: "" },
  { ...wasmSpec, name: "x".repeat(128) },
  { ...wasmSpec, name: "x".repeat(129) },
  { ...wasmSpec, name: "😀".repeat(128) },
  { ...wasmSpec, name: "😀".repeat(129) },
  { ...wasmSpec, name: "a\u007fb" },
  { ...wasmSpec, name: "a\u0080b" },
  { ...wasmSpec, visibility: "secret" },
  { ...wasmSpec, visibility: "public" },
  { ...wasmSpec, requirements: {} },
  { ...wasmSpec, requirements: { minMemoryMiB: 4_294_967_295, region: "eu-1" } },
  { ...wasmSpec, requirements: { minMemoryMiB: 0 } },
  { ...wasmSpec, requirements: { region: "EU" } },
  { ...wasmSpec, requirements: { gpu: 1 } },
  { ...wasmSpec, gpu: true },
  { ...wasmSpec, version: undefined },
  { ...wasmSpec, version: 2 },
  { ...wasmSpec, version: "1" },
  { ...wasmSpec, version: true },
  { ...wasmSpec, kind: "container" },
  { ...wasmSpec, kind: "onnx" },
  { ...onnxSpec, kind: "wasm" },
  { ...onnxSpec, model: { manifest: digest } },
  { ...onnxSpec, model: { manifest: digest, namespace: "x".repeat(65) } },
  { ...onnxSpec, runtime: undefined },
  inputs("a/b/c"),
  inputs("../a"),
  inputs("a/../b"),
  inputs("/a"),
  inputs("a//b"),
  inputs("./a"),
  inputs("a\\b"),
  inputs("..a"),
  inputs(""),
  inputs("a", "a"),
  inputs("x".repeat(255)),
  inputs("x".repeat(256)),
  inputs(...many(256, String)),
  inputs(...many(257, String)),
  { ...wasmSpec, inputs: [{ path: "a", digest, size: -1 }] },
  { ...wasmSpec, inputs: [{ path: "a", digest }] },
  { ...wasmSpec, program: { digest: "ab".repeat(32), size: 100 } },
  { ...wasmSpec, program: { digest: digest.toUpperCase(), size: 100 } },
  { ...wasmSpec, program: { digest, size: 7 } },
  { ...wasmSpec, program: { digest, size: 8 } },
  { ...wasmSpec, program: { digest, size: 67_108_864 } },
  { ...wasmSpec, program: { digest, size: 67_108_865 } },
  limits({ fuel: "0" }),
  limits({ fuel: 5 }),
  limits({ fuel: "05" }),
  limits({ fuel: "18446744073709551615" }),
  limits({ fuel: "18446744073709551616" }),
  limits({ memoryMiB: 0 }),
  limits({ memoryMiB: 4096 }),
  limits({ memoryMiB: 4097 }),
  limits({ memoryMiB: true }),
  limits({ wallSeconds: 86_401 }),
  limits({ outputBytes: 0 }),
  limits({ outputBytes: 268_435_457 }),
  limits({ disk: 1 }),
  { ...wasmSpec, seal: "00" },
  { ...wasmSpec, seal: "0F".repeat(32) },
  { ...wasmSpec, arguments: ["a\0b"] },
  { ...wasmSpec, arguments: ["a\nb\u{1f600}"] },
  { ...wasmSpec, arguments: [1] },
  { ...wasmSpec, arguments: many(256, String) },
  { ...wasmSpec, arguments: many(257, String) },
  { ...wasmSpec, arguments: ["x".repeat(32_769)] },
  { ...wasmSpec, environment: { "1A": "" } },
  { ...wasmSpec, environment: { A: "a\0b" } },
  { ...wasmSpec, environment: Object.fromEntries(many(257, (i) => [`A${i}`, ""])) },
  { ...wasmSpec, environment: [] },
  { ...wasmSpec, metadata: { "a b": "" } },
  { ...wasmSpec, metadata: { a: "y".repeat(1025) } },
  [],
  null,
  "spec",
];

/** Each as text, with its digest or the code of the refusal. */
export function specVectors(): unknown[] {
  return SPECS.map((spec) => {
    const source = JSON.stringify(spec);
    try {
      return { source, digest: parseSpec(source).digest };
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return { source, code: error.code };
    }
  });
}
