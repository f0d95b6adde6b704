import type { ModelManifest } from "@qubix/protocol";
import { Card } from "../../design/card.tsx";
import { useText } from "../../i18n/use-text.ts";
import type { Draft } from "./draft.ts";
import { FileList } from "./file-list.tsx";
import { inputPath } from "./missing-inputs.ts";
import { TensorInput } from "./tensor-input/tensor-input.tsx";
import { runText } from "./text.ts";

/** What the job reads: the model's inputs, or files. */
export function InputsSection({
  draft,
  manifest,
  limit,
  onChange,
}: {
  draft: Draft;
  /** Of the model that was chosen. */
  manifest: ModelManifest | undefined;
  /** Largest size of a file in bytes that the hub takes. */
  limit: number;
  onChange: (change: (draft: Draft) => Partial<Draft>) => void;
}) {
  const text = useText(runText);
  if (draft.kind === "model") {
    if (!manifest) return null;
    return (
      <Card title={text.inputs}>
        <div className="flex flex-col gap-6">
          {manifest.inputs.map((schema) => {
            const path = inputPath(schema.name);
            return (
              <TensorInput
                key={schema.name}
                schema={schema}
                file={draft.inputs.find((file) => file.path === path)}
                limit={limit}
                onFile={(file) =>
                  onChange(({ inputs }) => ({
                    inputs: [...inputs.filter((other) => other.path !== path), ...(file ? [file] : [])],
                  }))
                }
              />
            );
          })}
        </div>
      </Card>
    );
  }
  const words = draft.kind === "spec" ? { label: text.spec.files, hint: text.spec.filesHint } : text.files;
  return (
    <Card title={text.inputs}>
      <FileList
        label={words.label}
        hint={words.hint}
        files={draft.inputs}
        limit={limit}
        onChange={(change) => onChange(({ inputs }) => ({ inputs: change(inputs) }))}
      />
    </Card>
  );
}
