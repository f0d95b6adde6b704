import { Button } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { designText } from "../design/text.ts";
import { useText } from "../i18n/use-text.ts";
import { useProblemText } from "./use-problem-text.ts";

/** An error within the page, with what to do next. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const text = useText(designText);
  const { code, message, hint, said } = useProblemText()(error);
  return (
    <Notice tone="bad" title={message} actions={onRetry && <Button onClick={onRetry}>{text.retry}</Button>}>
      {hint} <span className="font-mono text-xs text-muted">{code}</span>
      {said && (
        <p lang="en" className="mt-1 break-words text-muted">
          {said}
        </p>
      )}
    </Notice>
  );
}
