import { Button, ButtonLink } from "../../../design/button.tsx";
import { Card } from "../../../design/card.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Progress } from "../../../design/progress.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelPath } from "../model/model-name.ts";
import { publishText } from "./text.ts";
import type { usePublishing } from "./use-publishing.ts";

/** A model on its way, and what became of it. */
export function Publishing({
  publishing: { step, stop },
  onRetry,
  onBack,
  onAnother,
}: {
  publishing: ReturnType<typeof usePublishing>;
  onRetry: () => void;
  /** Back to the form, as it was. */
  onBack: () => void;
  onAnother: () => void;
}) {
  const { steps: text, about } = useText(publishText);
  const { bytes, amount, number } = useFormat();
  switch (step?.at) {
    case "upload": {
      const { file, progress } = step;
      const label = text.upload(file);
      return (
        <Card title={text.title}>
          <div className="flex flex-col items-start gap-3">
            <p aria-live="polite">{label}</p>
            <Progress label={label} value={progress.size === 0 ? undefined : progress.done / progress.size} />
            <p className="text-sm text-muted">{text.uploaded(bytes(progress.done), bytes(progress.size))}</p>
            <Button onClick={stop}>{text.cancel}</Button>
          </div>
        </Card>
      );
    }
    case "chain":
      return (
        <Card title={text.title}>
          <div className="flex flex-col gap-3">
            <p aria-live="polite">{text.chain}</p>
            <Progress label={text.chain} />
          </div>
        </Card>
      );
    case "done": {
      const { document, slot, royalty } = step.published;
      const model = `${document.namespace}/${document.name}`;
      return (
        <Notice
          tone="good"
          title={text.done(model, number(document.number ?? 1))}
          actions={
            <>
              <ButtonLink kind="primary" to={modelPath(document)}>
                {text.show}
              </ButtonLink>
              <Button onClick={onAnother}>{text.another}</Button>
            </>
          }
        >
          {text.doneHint(String(slot), amount(royalty))}
        </Notice>
      );
    }
    case "failed":
      return (
        <Card title={text.failed}>
          <Problem error={step.error} onRetry={onRetry} />
          <Button className="mt-3" onClick={onBack}>
            {about.edit}
          </Button>
        </Card>
      );
    default:
      return null;
  }
}
