import type { TensorSchema } from "@qubix/protocol";
import type { CardForm } from "./card-draft.ts";
import { type ManifestForm, nameFrom, portsOf, wordsOf } from "./manifest-draft.ts";
import type { ReadFile } from "./read-chosen.ts";

/** All that the form holds. */
export interface PublishDraft extends Omit<ManifestForm, "inputs" | "outputs"> {
  files: readonly ReadFile[];
  inputs: readonly TensorSchema[];
  outputs: readonly TensorSchema[];
  task: string;
  language: string;
  baseModel: string;
  /** Markdown. */
  card: string;
  message: string;
  /** QU, as typed. */
  royalty: string;
}

export const emptyDraft = (namespace: string): PublishDraft => ({
  ...{ files: [], inputs: [], outputs: [], namespace, name: "", license: "MIT", description: "", tags: "" },
  ...{ task: "", language: "", baseModel: "", card: "", message: "", royalty: "0" },
});

/** The draft with a file more, in place of one of its name. What a model says of itself fills what is empty. */
export function withFile(draft: PublishDraft, file: ReadFile): PublishDraft {
  const files = [...draft.files.filter(({ path }) => path !== file.path), file];
  if (file.model === undefined) return { ...draft, files };
  const { inputs, outputs } = file.model.inspection;
  const isFit = file.model.refusals.length === 0;
  return {
    ...draft,
    files,
    name: draft.name === "" ? nameFrom(file.path) : draft.name,
    inputs: isFit ? portsOf(inputs) : [],
    outputs: isFit ? portsOf(outputs) : [],
  };
}

export function withoutFile(draft: PublishDraft, path: string): PublishDraft {
  const gone = draft.files.find((file) => file.path === path);
  const files = draft.files.filter((file) => file !== gone);
  return { ...draft, files, ...(gone?.model && { inputs: [], outputs: [] }) };
}

/** The card that a draft makes. */
export const cardOf = ({ license, task, language, tags, baseModel, card }: PublishDraft): CardForm => ({
  ...{ license, task, language, baseModel, body: card },
  tags: wordsOf(tags),
});
