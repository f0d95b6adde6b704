import { digestOfSource } from "@qubix/client";
import type { OnnxInspection, Refusal } from "@qubix/client/onnx";
import type { ChosenFile } from "./manifest-draft.ts";

/** What was found in a file that somebody has chosen. */
export interface ReadFile extends ChosenFile {
  /** Of an ONNX file: what is in it, and why it could not be published. */
  model?: { inspection: OnnxInspection; refusals: readonly Refusal[] };
}

/** Reads a file in this browser, whatever its size; nothing is sent. @throws ModelRefusedError where a `.onnx` file is none */
export async function readChosen(content: File): Promise<ReadFile> {
  const path = content.name.normalize("NFC");
  const facts = { path, content, size: content.size };
  if (!path.endsWith(".onnx")) return { ...facts, digest: await digestOfSource(content) };
  const { blobSource, inspectOnnx, refusalsOf } = await import("@qubix/client/onnx");
  const inspection = await inspectOnnx(blobSource(content));
  const model = { inspection, refusals: refusalsOf(inspection) };
  return { ...facts, digest: await digestOfSource(content), model };
}
