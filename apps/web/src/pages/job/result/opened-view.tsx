import type { OpenedResult } from "@qubix/client";
import type { JobDocument } from "@qubix/protocol";
import { Notice } from "../../../design/notice.tsx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { jobText } from "../text.ts";
import { OutputView } from "./output-view.tsx";

/** A result that was opened: how the run ended, and each of its files. */
export function OpenedView({ job, opened }: { job: JobDocument; opened: OpenedResult }) {
  const { result: words } = useText(jobText);
  const { duration, amount } = useFormat();
  const { outputs, usage, attempt } = opened;
  const { outcome, exitCode } = opened.result;
  return (
    <div className="flex flex-col gap-4">
      {outcome !== "ok" && (
        <Notice tone="warn" title={words.failed(words.outcomes[outcome])}>
          {exitCode !== 0 && words.exitCode(String(exitCode))} {words.seeLog}
        </Notice>
      )}
      {outputs.size === 0 && outcome === "ok" && <p>{words.empty}</p>}
      {outputs.size > 0 && (
        <ul aria-label={words.files} className="flex flex-col gap-5">
          {[...outputs].map(([path, bytes]) => (
            <OutputView key={path} path={path} bytes={bytes} isModel={job.kind === "onnx"} />
          ))}
        </ul>
      )}
      <p className="text-sm text-muted">
        {words.checked(String(attempt))} {usage && words.usage(duration(usage.wallMs), amount(usage.charge))}
      </p>
    </div>
  );
}
