import type { Tensor } from "@qubix/client/onnx";
import type { TensorSchema } from "@qubix/protocol";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Checkbox, TextField } from "../../../design/field.tsx";
import { useText } from "../../../i18n/use-text.ts";
import type { ImageLayout } from "../../../tensor/image-layout.ts";
import { hasLightEdge, type Picture, pictureTensor, prepared } from "../../../tensor/picture.ts";
import { valueRangeOf } from "../../../tensor/value-range.ts";
import { FileDrop } from "../file-drop.tsx";
import { runText } from "../text.ts";
import { PixelView } from "./pixel-view.tsx";
import { readPicture } from "./read-picture.ts";

/** Pictures as a model's input: chosen, shown as the model gets them, and handed on as a tensor. */
export function PictureInput({
  schema,
  layout,
  onTensor,
}: {
  schema: TensorSchema;
  layout: ImageLayout;
  onTensor: (tensor: Tensor | undefined) => void;
}) {
  const text = useText(runText);
  const [originals, setOriginals] = useState<readonly Picture[]>([]);
  const [problem, setProblem] = useState<string>();
  const told = valueRangeOf(schema);
  const [black, setBlack] = useState(String(told.black));
  const [white, setWhite] = useState(String(told.white));
  const [isInverted, setInverted] = useState(false);
  const many = layout.batch === "many";
  const add = async (files: File[]) => {
    try {
      const read = await Promise.all(files.map(readPicture));
      setProblem(undefined);
      // Most models of grey pictures have learned light ink on dark ground; people have it the other way round.
      if (originals.length === 0 && layout.channels === 1) setInverted(hasLightEdge(read[0]!));
      setOriginals(many ? [...originals, ...read] : read.slice(0, 1));
    } catch {
      setProblem(text.tensor.notPicture);
    }
  };
  const pictures = useMemo(
    () => originals.map((picture) => prepared(picture, layout, isInverted)),
    [originals, layout, isInverted],
  );
  const range = { black: Number(black), white: Number(white) };
  const isRange = black !== "" && white !== "" && Number.isFinite(range.black) && Number.isFinite(range.white);
  // A model that leaves the size open gets the pictures of the first one's size.
  const fitting = pictures.filter(
    ({ width, height }) => width === pictures[0]!.width && height === pictures[0]!.height,
  );
  const give = useEffectEvent(() =>
    onTensor(fitting.length > 0 && isRange ? pictureTensor(fitting, layout, schema.dtype, range) : undefined),
  );
  // Before anything was chosen here, what was given before stays.
  const isUsed = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the tensor is made of
  useEffect(() => {
    if (pictures.length > 0) isUsed.current = true;
    if (isUsed.current) give();
  }, [pictures, black, white]);
  return (
    <div className="flex flex-col gap-3">
      <FileDrop
        label={text.tensor.picture}
        hint={text.tensor.pictureHint}
        accept="image/*"
        many={many}
        error={problem}
        onFiles={(files) => void add(files)}
      />
      {pictures.length > 0 && (
        <>
          <p className="text-sm font-medium">{text.tensor.sees}</p>
          <ul className="flex flex-wrap gap-3">
            {fitting.map((picture, at) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: pictures have no names, and none is put between others
                key={at}
                className="flex flex-col items-center gap-1"
              >
                <PixelView picture={picture} label={text.tensor.picturesAlt(String(at + 1))} />
                <Button
                  small
                  kind="quiet"
                  aria-label={text.drop.remove(text.tensor.picturesAlt(String(at + 1)))}
                  onClick={() => setOriginals(originals.filter((one) => one !== originals[pictures.indexOf(picture)]))}
                >
                  ✕
                </Button>
              </li>
            ))}
          </ul>
          <Checkbox
            label={text.tensor.invert}
            hint={text.tensor.invertHint}
            checked={isInverted}
            onChange={(event) => setInverted(event.target.checked)}
          />
          <div className="grid grid-cols-2 gap-3">
            <TextField
              label={text.tensor.black}
              inputMode="decimal"
              value={black}
              onChange={(event) => setBlack(event.target.value)}
            />
            <TextField
              label={text.tensor.white}
              inputMode="decimal"
              value={white}
              onChange={(event) => setWhite(event.target.value)}
            />
          </div>
        </>
      )}
    </div>
  );
}
