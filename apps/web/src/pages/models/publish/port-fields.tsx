import type { TensorSchema } from "@qubix/protocol";
import { useState } from "react";
import { Badge } from "../../../design/badge.tsx";
import { Card } from "../../../design/card.tsx";
import { TextField } from "../../../design/field.tsx";
import { Notice } from "../../../design/notice.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { readShape, shapeText } from "./manifest-draft.ts";
import type { PartProps } from "./publish-form.tsx";
import { publishText } from "./text.ts";

/** What a model takes or gives: names and types from its file, shapes and words from its author. */
export function PortFields({ draft, onChange, faults, which }: PartProps & { which: "inputs" | "outputs" }) {
  const { ports: text } = useText(publishText);
  const ports = draft[which];
  if (ports.length === 0) return null;
  const change = (name: string, changes: Partial<TensorSchema>) =>
    onChange({ [which]: ports.map((port) => (port.name === name ? { ...port, ...changes } : port)) });
  return (
    <Card title={text[which]}>
      <div className="flex flex-col gap-4">
        {ports.map((port) => (
          <Port
            key={`${port.name} ${draft.files.length}`}
            port={port}
            onChange={(changes) => change(port.name, changes)}
          />
        ))}
        {which === "inputs" && <p className="text-sm text-muted">{text.range}</p>}
        {faults[which] !== undefined && <Notice tone="bad" title={faults[which]} />}
      </div>
    </Card>
  );
}

function Port({ port, onChange }: { port: TensorSchema; onChange: (changes: Partial<TensorSchema>) => void }) {
  const { ports: text } = useText(publishText);
  const [shape, setShape] = useState(() => shapeText(port.shape));
  const isWrong = readShape(shape) === undefined;
  return (
    <div className="grid items-end gap-3 sm:grid-cols-2">
      <p className="flex flex-wrap items-center gap-2 sm:col-span-2">
        <span className="font-mono">{port.name}</span>
        <Badge>{port.dtype}</Badge>
      </p>
      <TextField
        label={text.shape(port.name)}
        hint={text.shapeHint}
        error={isWrong ? text.shapeWrong : undefined}
        value={shape}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => {
          setShape(event.target.value);
          // What is no shape makes the manifest wrong, so that it is not published as something else.
          onChange({ shape: readShape(event.target.value) ?? [""] });
        }}
      />
      <TextField
        label={text.description(port.name)}
        className="self-end"
        value={port.description ?? ""}
        maxLength={512}
        onChange={({ target: { value } }) =>
          onChange({ description: value === "" ? undefined : value } as Partial<TensorSchema>)
        }
      />
    </div>
  );
}
