import type { ComponentProps } from "react";
import { TextField } from "../../design/field.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import type { Issue } from "./check-draft.ts";
import type { Draft } from "./draft.ts";
import { issueText } from "./issue-text.ts";
import { runText } from "./text.ts";

/** What each part of the wizard's form gets. */
export interface DraftFormProps {
  draft: Draft;
  issues: readonly Issue[];
  onChange: (change: Partial<Draft>) => void;
}

type TextFieldName = { [K in keyof Draft]: Draft[K] extends string ? K : never }[keyof Draft];

/** A line of the form for one of a draft's texts, with what is wrong with it. */
export function DraftField({
  field,
  draft,
  issues,
  onChange,
  ...rest
}: DraftFormProps & { field: TextFieldName } & Omit<ComponentProps<typeof TextField>, keyof DraftFormProps | "field">) {
  const text = useText(runText);
  const format = useFormat();
  return (
    <TextField
      {...rest}
      value={draft[field]}
      error={issueText(issues, field, text, format)}
      onChange={(event) => onChange({ [field]: event.target.value })}
    />
  );
}
