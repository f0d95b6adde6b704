import { MODEL_TASKS } from "@qubix/protocol";
import { useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Card } from "../../../design/card.tsx";
import { Select, TextArea, TextField } from "../../../design/field.tsx";
import { Notice } from "../../../design/notice.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { CardText } from "../card/card-text.tsx";
import { hasFrontMatter } from "./card-draft.ts";
import type { PartProps } from "./publish-form.tsx";
import { publishText } from "./text.ts";

/** What people read of the model. */
export function AboutFields({ draft, onChange, faults }: PartProps) {
  const { about: text } = useText(publishText);
  const [preview, setPreview] = useState(false);
  const { card, files } = draft;
  return (
    <Card title={text.title}>
      <div className="grid items-end gap-3 sm:grid-cols-2">
        <TextField
          className="sm:col-span-2"
          label={text.description}
          hint={text.descriptionHint}
          error={faults.description}
          value={draft.description}
          maxLength={1_000}
          onChange={(event) => onChange({ description: event.target.value })}
        />
        {hasFrontMatter(card) ? (
          <div className="sm:col-span-2">
            <Notice title={text.cardOwn} />
          </div>
        ) : (
          <CardFields draft={draft} onChange={onChange} faults={faults} />
        )}
        <TextField
          className="sm:col-span-2"
          label={text.tags}
          hint={text.tagsHint}
          error={faults.tags}
          value={draft.tags}
          maxLength={500}
          onChange={(event) => onChange({ tags: event.target.value })}
        />
        <div className="flex flex-col items-start gap-2 sm:col-span-2">
          {preview ? (
            <div className="w-full rounded-card border p-4">
              <CardText text={card} files={files} />
            </div>
          ) : (
            <TextArea
              className="w-full"
              label={text.card}
              hint={text.cardHint}
              rows={10}
              value={card}
              onChange={(event) => onChange({ card: event.target.value })}
            />
          )}
          <Button small disabled={card === ""} onClick={() => setPreview(!preview)}>
            {preview ? text.edit : text.preview}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function CardFields({ draft, onChange }: PartProps) {
  const { about: text } = useText(publishText);
  const tasks = [...MODEL_TASKS].sort().map((value) => ({ value, label: value }));
  return (
    <>
      <Select
        label={text.task}
        value={draft.task}
        onChange={(event) => onChange({ task: event.target.value })}
        options={[{ value: "", label: text.noTask }, ...tasks]}
      />
      <TextField
        label={text.language}
        hint={text.languageHint}
        value={draft.language}
        maxLength={32}
        onChange={(event) => onChange({ language: event.target.value.trim() })}
      />
      <TextField
        className="sm:col-span-2"
        label={text.baseModel}
        hint={text.baseModelHint}
        value={draft.baseModel}
        maxLength={300}
        spellCheck={false}
        onChange={(event) => onChange({ baseModel: event.target.value.trim() })}
      />
    </>
  );
}
