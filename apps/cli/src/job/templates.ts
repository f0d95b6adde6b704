/** A job to start from. */
export interface JobTemplate {
  name: string;
  summary: string;
  /** What takes the argument's place when none is given. */
  example: string;
  /** The job file, for a program or a model. */
  make(what: string): object;
}

/** What `qubix job template` offers. */
export const JOB_TEMPLATES: readonly JobTemplate[] = [
  {
    name: "program",
    summary: "a WASI program with arguments",
    example: "program.wasm",
    make: (file) => ({ name: "my program", program: { file }, arguments: ["5"] }),
  },
  {
    name: "files",
    summary: "a WASI program that reads files in /in, with tight limits",
    example: "program.wasm",
    make: (file) => ({
      name: "my program on a table",
      program: { file },
      arguments: ["5"],
      environment: { LANG: "C" },
      inputs: [{ path: "table.csv", file: "table.csv" }],
      limits: { fuel: "10000000000", memoryMiB: 64, wallSeconds: 60, outputBytes: 1_048_576 },
    }),
  },
  {
    name: "private",
    summary: "a WASI program whose job the hub shows to nobody else",
    example: "program.wasm",
    make: (file) => ({ program: { file }, arguments: ["5"], visibility: "private" }),
  },
  {
    name: "model",
    summary: "a published model on one input, a file of NumPy (.npy)",
    example: "acme/digits",
    make: (model) => ({
      name: "my inference",
      kind: "onnx",
      model,
      inputs: [{ path: "image.npy", file: "image.npy" }],
    }),
  },
];
