import { type ParsedSpec, parseJson, readSpec } from "@qubix/protocol";
import type { Draft } from "./draft.ts";

/** A model as a job pins it. */
export interface PinnedModel {
  /** Manifest's digest. */
  manifest: string;
  namespace: string;
  name: string;
  /** Digest of the runtime that machines have. */
  runtime: string;
}

const MAX_TEXT_BYTES = 256 * 1024;

/**
 * The spec that a draft without issues describes.
 * @param seal X25519 public key of the requester, hex
 * @throws ProtocolError for a whole spec that is none, or when a part is refused
 */
export function specOf(draft: Draft, seal: string, model: PinnedModel | undefined): ParsedSpec {
  if (draft.kind === "spec") return readSpec(sealedFor(parseJson(draft.specText, MAX_TEXT_BYTES), seal));
  const { name, args, variables, inputs, isPrivate, minMemoryMiB, region } = draft;
  const common = {
    version: 1,
    ...(name !== "" && { name }),
    arguments: draft.kind === "wasm" ? [...args] : [],
    environment: draft.kind === "wasm" ? Object.fromEntries(variables.map((one) => [one.name, one.value])) : {},
    inputs: inputs.map(({ path, digest, size }) => ({ path, digest, size })),
    limits: {
      fuel: draft.fuel,
      memoryMiB: Number(draft.memoryMiB),
      wallSeconds: Number(draft.wallSeconds),
      outputBytes: Number(draft.outputBytes),
    },
    ...((minMemoryMiB !== "" || region !== "") && {
      requirements: {
        ...(minMemoryMiB !== "" && { minMemoryMiB: Number(minMemoryMiB) }),
        ...(region !== "" && { region }),
      },
    }),
    seal,
    ...(isPrivate && { visibility: "private" }),
  };
  if (draft.kind === "wasm") {
    const { digest, size } = draft.program!;
    return readSpec({ ...common, kind: "wasm", program: { digest, size } });
  }
  const { manifest, namespace, runtime } = model!;
  const pinned = { manifest, namespace, name: model!.name };
  return readSpec({ ...common, kind: "onnx", model: pinned, runtime: { digest: runtime } });
}

/** A spec without a sealing key gets the requester's own: nobody else could open the result otherwise. */
function sealedFor(value: unknown, seal: string): unknown {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && !("seal" in value) ? { ...value, seal } : value;
}
