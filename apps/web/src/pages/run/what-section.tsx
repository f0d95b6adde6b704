import { Card } from "../../design/card.tsx";
import { TextArea } from "../../design/field.tsx";
import { Tabs } from "../../design/tabs.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { ChosenModel } from "./chosen-model.tsx";
import type { DraftKind } from "./draft.ts";
import type { DraftFormProps } from "./draft-fields.tsx";
import { issueText } from "./issue-text.ts";
import { ModelPicker } from "./model-picker.tsx";
import { ProgramInput } from "./program-input.tsx";
import { runText } from "./text.ts";
import type { useRunModel } from "./use-run-model.ts";

/** What is to be run: a model, a program, or what a whole spec says. */
export function WhatSection({ chosen, ...form }: DraftFormProps & { chosen: ReturnType<typeof useRunModel> }) {
  const text = useText(runText);
  const format = useFormat();
  const { draft, issues, onChange } = form;
  const model =
    draft.model === "" ? (
      <ModelPicker onPick={(name) => onChange({ model: name, inputs: [] })} />
    ) : (
      <Loaded read={chosen}>
        {(loaded) => <ChosenModel chosen={loaded} onChange={() => onChange({ model: "", inputs: [] })} />}
      </Loaded>
    );
  const program = <ProgramInput draft={draft} error={issueText(issues, "program", text, format)} onChange={onChange} />;
  const spec = (
    <TextArea
      label={text.spec.label}
      hint={text.spec.hint}
      rows={14}
      spellCheck={false}
      value={draft.specText}
      error={issueText(issues, "specText", text, format)}
      onChange={(event) => onChange({ specText: event.target.value })}
    />
  );
  return (
    <Card title={text.what}>
      <Tabs
        label={text.what}
        value={draft.kind}
        // Files of one kind of job mean nothing to another.
        onChange={(kind) => onChange({ kind: kind as DraftKind, inputs: [] })}
        tabs={[
          { value: "model", label: text.kinds.model, content: model },
          { value: "wasm", label: text.kinds.wasm, content: program },
          { value: "spec", label: text.kinds.spec, content: spec },
        ]}
      />
    </Card>
  );
}
