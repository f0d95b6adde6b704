import { costOf } from "@qubix/client";
import type { JobDocument } from "@qubix/protocol";
import { Notice } from "../../design/notice.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { jobText } from "./text.ts";

/** Says that a run stands still for want of money; its requester can top it up. */
export function BudgetNotice({ job }: { job: JobDocument }) {
  const { budget: words } = useText(jobText);
  const { amount } = useFormat();
  const nearest = job.metered ? costOf(job) : undefined;
  if (!nearest || nearest.cost < nearest.limit) return null;
  return (
    <Notice tone="warn" title={words.title(amount(nearest.limit))}>
      {words.hint}
    </Notice>
  );
}
