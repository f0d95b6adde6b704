import { decodeNpy, NpyError, type Tensor } from "@qubix/client/onnx";
import type { TensorSchema } from "@qubix/protocol";
import { useState } from "react";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { fitsSchema, shapeText } from "../../../tensor/fits-schema.ts";
import { FileDrop } from "../file-drop.tsx";
import { runText } from "../text.ts";

/** A NumPy file, checked against what the model takes. */
export function NpyInput({
  schema,
  limit,
  onTensor,
}: {
  schema: TensorSchema;
  /** Largest size in bytes. */
  limit: number;
  onTensor: (tensor: Tensor | undefined) => void;
}) {
  const text = useText(runText);
  const { bytes } = useFormat();
  const [problem, setProblem] = useState<string>();
  const refuse = (why: string) => {
    setProblem(why);
    onTensor(undefined);
  };
  const read = async ([file]: File[]) => {
    if (!file) return;
    if (file.size > limit) return refuse(text.drop.tooLarge(bytes(limit)));
    try {
      const tensor = decodeNpy(new Uint8Array(await file.arrayBuffer()));
      if (!fitsSchema(tensor, schema)) return refuse(text.tensor.problems.shape(shapeText(tensor)));
      setProblem(undefined);
      onTensor(tensor);
    } catch (error) {
      if (!(error instanceof NpyError)) throw error;
      refuse(text.tensor.problems.npy(error.message));
    }
  };
  return (
    <FileDrop
      label={`${schema.name}.npy`}
      hint={text.tensor.npyHint}
      accept=".npy"
      error={problem}
      onFiles={(files) => void read(files)}
    />
  );
}
