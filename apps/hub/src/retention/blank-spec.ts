import type { JobSpec } from "@qubix/protocol";

const NO_DIGEST = "00".repeat(32);

/** A spec that says nothing but what kind of job it was and within which limits it ran: what statistics need. */
export function blankSpec(spec: string): string {
  const { version, kind, limits } = JSON.parse(spec) as JobSpec;
  const common = { version, limits, arguments: [], environment: {}, inputs: [], seal: NO_DIGEST };
  const blank: JobSpec =
    kind === "wasm"
      ? { ...common, kind, program: { digest: `sha256:${NO_DIGEST}`, size: 8 }, visibility: "private" }
      : {
          ...{ ...common, kind, model: { manifest: `sha256:${NO_DIGEST}` }, visibility: "private" },
          runtime: { digest: `sha256:${NO_DIGEST}` },
        };
  return JSON.stringify(blank);
}
