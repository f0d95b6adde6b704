import { X } from "lucide-react";
import { type Dispatch, type SetStateAction, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Card } from "../../../design/card.tsx";
import { ShortId } from "../../../design/identity.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Skeleton } from "../../../design/skeleton.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { CARD_PATH } from "../card/use-card.ts";
import { FileDrop } from "./file-drop.tsx";
import { type PublishDraft, withFile, withoutFile } from "./publish-draft.ts";
import type { PartProps } from "./publish-form.tsx";
import { type ReadFile, readChosen } from "./read-chosen.ts";
import { publishText } from "./text.ts";

/** The model's files: chosen, read here, and told what is in them. */
export function FilesFields({
  draft,
  faults,
  setDraft,
}: PartProps & { setDraft: Dispatch<SetStateAction<PublishDraft>> }) {
  const { files: text } = useText(publishText);
  const [reading, setReading] = useState<string>();
  const [error, setError] = useState<unknown>();
  const take = async (chosen: readonly File[]) => {
    setError(undefined);
    for (const file of chosen) {
      setReading(file.name);
      try {
        if (file.name === CARD_PATH) {
          const card = await file.text();
          setDraft((before) => ({ ...before, card }));
        } else {
          const read = await readChosen(file);
          setDraft((before) => withFile(before, read));
        }
      } catch (failure) {
        setError(failure);
      }
    }
    setReading(undefined);
  };
  const models = draft.files.filter(({ path }) => path.endsWith(".onnx"));
  return (
    <Card title={text.title}>
      <div className="flex flex-col gap-3">
        <FileDrop label={text.drop} button={text.choose} onFiles={(chosen) => void take(chosen)} />
        {reading !== undefined && (
          <div>
            <p className="text-sm text-muted">{text.reading(reading)}</p>
            <Skeleton lines={1} />
          </div>
        )}
        {error !== undefined && <Problem error={error} />}
        {draft.files.map((file) => (
          <ChosenFile
            key={file.path}
            file={file}
            onRemove={() => setDraft((before) => withoutFile(before, file.path))}
          />
        ))}
        {faults.files !== undefined && <Notice tone="bad" title={models.length === 0 ? text.needed : faults.files} />}
        {models.length > 1 && <Notice tone="warn" title={text.one} />}
        <p className="text-sm text-muted">{text.resume}</p>
      </div>
    </Card>
  );
}

function ChosenFile({ file, onRemove }: { file: ReadFile; onRemove: () => void }) {
  const { files: text, noun } = useText(publishText);
  const { bytes, number, compact } = useFormat();
  const { path, size, digest, model } = file;
  return (
    <div className="rounded-control border p-3">
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <p className="font-mono text-sm break-all">{path}</p>
          <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
            {bytes(size)}
            {model && <span>{text.about(compact(model.inspection.parameters), number(model.inspection.nodes))}</span>}
            <ShortId value={digest.slice("sha256:".length)} what={noun.digest} />
          </p>
        </div>
        <Button small kind="quiet" aria-label={text.remove(path)} onClick={onRemove}>
          <X aria-hidden className="size-4" />
        </Button>
      </div>
      {size === 0 && <Notice tone="bad" title={text.empty} />}
      {model && model.refusals.length > 0 && (
        <Notice tone="bad" title={text.refused}>
          <ul className="list-disc pl-4">
            {model.refusals.map(({ code, message, hint }) => (
              <li key={`${code} ${message}`}>
                {message} {hint}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
