import { useState } from "react";
import { useText } from "../../i18n/use-text.ts";
import type { Draft } from "./draft.ts";
import { FileDrop } from "./file-drop.tsx";
import { FileRow } from "./file-row.tsx";
import { readLocalFile } from "./read-local-file.ts";
import { runText } from "./text.ts";
import { TextList } from "./text-list.tsx";
import { VariableList } from "./variable-list.tsx";

/** A WASI program with its arguments and variables. What no machine would run is refused here, before it costs anything. */
export function ProgramInput({
  draft,
  error,
  onChange,
}: {
  draft: Draft;
  error: string | undefined;
  onChange: (change: Partial<Draft>) => void;
}) {
  const text = useText(runText);
  const [problem, setProblem] = useState<string>();
  const take = async ([file]: File[]) => {
    if (!file) return;
    onChange({ program: undefined });
    const { checkModule, MAXIMUM_MODULE_BYTES, ModuleError } = await import("@qubix/client/wasm");
    try {
      if (file.size <= MAXIMUM_MODULE_BYTES) checkModule(new Uint8Array(await file.arrayBuffer()));
      else throw new ModuleError("refused", text.drop.tooLarge(`${MAXIMUM_MODULE_BYTES / 1024 / 1024} MiB`));
      const program = await readLocalFile(file, file.name);
      setProblem(undefined);
      onChange({ program });
    } catch (refusal) {
      if (!(refusal instanceof ModuleError)) throw refusal;
      setProblem(`${text.program.refused(refusal.message)} ${text.program.build}`);
    }
  };
  const { program, args, variables } = draft;
  return (
    <div className="flex flex-col gap-4">
      {program ? (
        <ul>
          <FileRow file={program} onRemove={() => onChange({ program: undefined })} />
        </ul>
      ) : (
        <FileDrop
          label={text.program.label}
          hint={text.program.hint}
          accept=".wasm,application/wasm"
          error={problem ?? error}
          onFiles={(files) => void take(files)}
        />
      )}
      <TextList
        label={text.program.args}
        itemLabel={text.program.arg}
        addLabel={text.program.addArg}
        texts={args}
        onChange={(next) => onChange({ args: next })}
      />
      <VariableList variables={variables} onChange={(next) => onChange({ variables: next })} />
    </div>
  );
}
