import type { Tensor } from "@qubix/client/onnx";
import type { TensorSchema } from "@qubix/protocol";
import { useState } from "react";
import { TextField } from "../../../design/field.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { readJsonTensor } from "../../../tensor/read-json-tensor.ts";
import { runText } from "../text.ts";

/** A field for each of a few numbers. */
export function NumberFields({
  schema,
  shape,
  onTensor,
}: {
  schema: TensorSchema;
  shape: readonly number[];
  onTensor: (tensor: Tensor | undefined) => void;
}) {
  const text = useText(runText);
  const count = shape.reduce((product, size) => product * size, 1);
  const [values, setValues] = useState<readonly string[]>(() => Array(count).fill(""));
  const change = (next: readonly string[]) => {
    setValues(next);
    onTensor(tensorOfTexts(next, shape, schema));
  };
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      {values.map((value, at) => (
        <TextField
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what the field stands for
          key={at}
          label={text.tensor.element(String(at + 1))}
          inputMode="decimal"
          value={value}
          error={
            value === "" || tensorOfTexts([value], [], { ...schema, shape: [] })
              ? undefined
              : text.tensor.problems.element(value)
          }
          onChange={(event) => change(values.map((one, i) => (i === at ? event.target.value.trim() : one)))}
        />
      ))}
    </div>
  );
}

function tensorOfTexts(texts: readonly string[], shape: readonly number[], schema: TensorSchema): Tensor | undefined {
  try {
    const list = shape.length === 0 ? JSON.stringify(texts[0]) : JSON.stringify(texts);
    return { ...readJsonTensor(list, schema), shape };
  } catch {
    return undefined;
  }
}
