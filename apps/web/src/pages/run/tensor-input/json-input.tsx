import type { Tensor } from "@qubix/client/onnx";
import type { TensorSchema } from "@qubix/protocol";
import { useState } from "react";
import { TextArea } from "../../../design/field.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { NotATensor, readJsonTensor } from "../../../tensor/read-json-tensor.ts";
import { runText } from "../text.ts";

/** Numbers written as JSON. */
export function JsonInput({
  schema,
  onTensor,
}: {
  schema: TensorSchema;
  onTensor: (tensor: Tensor | undefined) => void;
}) {
  const text = useText(runText);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const read = (json: string) => {
    setTyped(json);
    try {
      onTensor(json.trim() === "" ? undefined : readJsonTensor(json, schema));
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof NotATensor)) throw error;
      setProblem(
        error.problem === "ragged" ? text.tensor.problems.ragged : text.tensor.problems[error.problem](error.detail),
      );
      onTensor(undefined);
    }
  };
  return (
    <TextArea
      label={text.tensor.jsonLabel}
      hint={text.tensor.jsonHint}
      value={typed}
      error={problem}
      spellCheck={false}
      onChange={(event) => read(event.target.value)}
    />
  );
}
