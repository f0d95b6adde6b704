import type { OnnxInspection, TensorPort } from "@qubix/client/onnx";
import { ModelManifest, type TensorDtype, TensorSchema } from "@qubix/protocol";

const ShapeSchema = TensorSchema.shape.shape;

/** A file that somebody has chosen, with what was found out about it. */
export interface ChosenFile {
  path: string;
  size: number;
  /** `sha256:…`, once it was read. */
  digest: string;
  content: Blob;
}

/** What people write into the form; all text, as they typed it. */
export interface ManifestForm {
  namespace: string;
  name: string;
  license: string;
  description: string;
  /** With commas between. */
  tags: string;
  inputs: readonly TensorSchema[];
  outputs: readonly TensorSchema[];
}

/** The inputs or outputs of a file as a form begins with them. What the file doesn't tell of a shape is free. */
export function portsOf(ports: OnnxInspection["inputs"]): TensorSchema[] {
  return ports.map(({ name, dtype, shape }: TensorPort) => ({
    name,
    // Types that jobs can't pass are refused before anybody gets here.
    dtype: dtype as TensorDtype,
    shape: (shape ?? []).map((size) => (size === 0 ? "N" : size)),
  }));
}

/** A shape as people write it: `N, 1, 8, 8`. */
export const shapeText = (shape: TensorSchema["shape"]): string => shape.join(", ");

/** Reads a shape; undefined for what is none. Nothing at all is a scalar. */
export function readShape(text: string): TensorSchema["shape"] | undefined {
  const parts = text.trim() === "" ? [] : text.split(",").map((part) => part.trim());
  const shape = parts.map((part) => (/^[0-9]{1,9}$/.test(part) ? Number(part) : part));
  const parsed = ShapeSchema.safeParse(shape);
  return parsed.success ? parsed.data : undefined;
}

/** The words between commas, each once. */
export const wordsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== ""),
  ),
];

/** Fields of the form that a manifest can be wrong in. */
export type FormField = "namespace" | "name" | "license" | "description" | "tags" | "files" | "inputs" | "outputs";
const FIELDS: readonly FormField[] = [
  "namespace",
  "name",
  "license",
  "description",
  "tags",
  "files",
  "inputs",
  "outputs",
];

/** The manifest that a form and files make, or what is wrong, by field. */
export function manifestOf(
  form: ManifestForm,
  files: readonly ChosenFile[],
): { manifest: ModelManifest } | { faults: Partial<Record<FormField, string>> } {
  const tags = wordsOf(form.tags);
  const parsed = ModelManifest.safeParse({
    ...{ version: 1, format: "onnx", namespace: form.namespace, name: form.name, license: form.license },
    description: form.description,
    files: files.map(({ path, digest, size }) => ({ path, digest, size })),
    ...{ inputs: form.inputs, outputs: form.outputs, ...(tags.length > 0 && { tags }) },
  });
  if (parsed.success) return { manifest: parsed.data };
  const faults: Partial<Record<FormField, string>> = {};
  for (const { path, message } of parsed.error.issues) {
    const field = FIELDS.find((one) => one === path[0]) ?? "files";
    faults[field] ??= path.length > 1 ? `${path.slice(1).join(".")}: ${message}` : message;
  }
  return { faults };
}

/** A name for a model by the name of its file, as far as it makes one. */
export function nameFrom(file: string): string {
  const stem = file.replace(/^.*\//s, "").replace(/\.[^.]*$/, "");
  return stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replaceAll(/([-.])\1+/g, "$1")
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, "")
    .slice(0, 40);
}
