import { Check, X } from "lucide-react";
import { Notice } from "../../design/notice.tsx";
import { Problem } from "../../hub/problem.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { jobText } from "./text.ts";
import type { JobReceipt } from "./use-receipt.ts";

/** What came of checking the receipt: the answer first, each check on request. */
export function VerdictView({ receipt }: { receipt: JobReceipt }) {
  const text = useText(jobText);
  const { number } = useFormat();
  const { verdict, problem, arbitrator } = receipt;
  const { paid } = text;
  if (problem) return <Problem error={problem} onRetry={receipt.verify} />;
  if (!verdict) return null;
  return (
    <Notice tone={verdict.ok ? "good" : "bad"} title={verdict.ok ? paid.good : paid.bad}>
      <p>{paid.signatures(number(verdict.signatures))}</p>
      {arbitrator && <p className="mt-1 text-muted">{paid.ground(arbitrator)}</p>}
      <details className="mt-2" open={!verdict.ok || undefined}>
        <summary>{paid.checks}</summary>
        <ul className="mt-1">
          {verdict.checks.map(({ what, ok, detail }) => (
            <li key={what} className="flex gap-2">
              {ok ? (
                <Check aria-label="ok" className="mt-0.5 size-4 shrink-0 text-good" />
              ) : (
                <X aria-label="wrong" className="mt-0.5 size-4 shrink-0 text-bad" />
              )}
              <span className="min-w-0">
                {what}
                {detail && `: ${detail}`}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}
