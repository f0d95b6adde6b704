import type { Tensor } from "@qubix/client/onnx";
import type { TensorSchema } from "@qubix/protocol";
import { useMemo, useRef, useState } from "react";
import { useText } from "../../../i18n/use-text.ts";
import { shapeText } from "../../../tensor/fits-schema.ts";
import { imageLayoutOf } from "../../../tensor/image-layout.ts";
import { Toggles } from "../../jobs/toggles.tsx";
import { FileRow } from "../file-row.tsx";
import type { KnownFile, LocalFile } from "../local-file.ts";
import { runText } from "../text.ts";
import { fieldShapeOf, type InputMode, inputModesOf } from "./input-modes.ts";
import { JsonInput } from "./json-input.tsx";
import { NpyInput } from "./npy-input.tsx";
import { NumberFields } from "./number-fields.tsx";
import { PictureInput } from "./picture-input.tsx";
import { tensorFile } from "./tensor-file.ts";

/** One input of a model, drawn from what its manifest says about it. */
export function TensorInput({
  schema,
  file,
  limit,
  onFile,
}: {
  schema: TensorSchema;
  file: LocalFile | KnownFile | undefined;
  /** Largest size in bytes that the hub takes. */
  limit: number;
  onFile: (file: LocalFile | undefined) => void;
}) {
  const text = useText(runText);
  const modes = inputModesOf(schema);
  const [mode, setMode] = useState<InputMode>(modes[0]!);
  const [made, setMade] = useState<Tensor>();
  const newest = useRef(0);
  const take = async (tensor: Tensor | undefined) => {
    const turn = ++newest.current;
    const made = tensor && (await tensorFile(schema.name, tensor));
    // A tensor that was given while this one was being read counts.
    if (turn !== newest.current) return;
    setMade(tensor);
    if (made || file?.content !== undefined) onFile(made);
  };
  const give = (tensor: Tensor | undefined) => void take(tensor);
  // The same one at each drawing: pictures are prepared anew for another.
  const layout = useMemo(() => imageLayoutOf(schema), [schema]);
  const fields = fieldShapeOf(schema);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1">
        <span className="font-medium">{schema.name}</span>{" "}
        <span className="text-sm text-muted">
          {text.tensor.wants(shapeText(schema))}
          {schema.description && `: ${schema.description}`}
        </span>
      </legend>
      {modes.length > 1 && (
        <Toggles
          label={text.tensor.mode}
          options={modes.map((value) => ({ value, label: text.tensor.modes[value] }))}
          isOn={(value) => value === mode}
          onToggle={(next) => {
            setMode(next);
            give(undefined);
          }}
        />
      )}
      {mode === "picture" && layout && <PictureInput schema={schema} layout={layout} onTensor={give} />}
      {mode === "numbers" && fields && <NumberFields schema={schema} shape={fields} onTensor={give} />}
      {mode === "json" && <JsonInput schema={schema} onTensor={give} />}
      {mode === "npy" && <NpyInput schema={schema} limit={limit} onTensor={give} />}
      {file && (
        <ul>
          <FileRow file={file} {...(mode === "npy" || !file.content ? { onRemove: () => onFile(undefined) } : {})}>
            {made && file.content ? text.tensor.given(shapeText(made)) : file.path}
          </FileRow>
        </ul>
      )}
    </fieldset>
  );
}
