import { type JobDocument, parseSpec } from "@qubix/protocol";
import { useParams } from "react-router";
import { Page } from "../../design/page.tsx";
import { Tabs } from "../../design/tabs.tsx";
import { Problem } from "../../hub/problem.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useText } from "../../i18n/use-text.ts";
import { StateBadge } from "../../job-words/state-badge.tsx";
import { AboutJob } from "./about-job.tsx";
import { JobActions } from "./actions/job-actions.tsx";
import { AttemptTable } from "./attempt-table.tsx";
import { BudgetNotice } from "./budget-notice.tsx";
import { LogView } from "./logs/log-view.tsx";
import { PaymentsCard } from "./payments-card.tsx";
import { ResultCard } from "./result/result-card.tsx";
import { SpecView } from "./spec-view.tsx";
import { jobText } from "./text.ts";
import { UsageView } from "./usage-view.tsx";
import { useJobFeed } from "./use-job-feed.ts";
import { useReceipt } from "./use-receipt.ts";
import { WayCard } from "./way-card.tsx";
import { WhyCard } from "./why-card.tsx";

/** One job: where it stands, what proves it, what it brought, and who was paid. */
export function JobPage() {
  const { key = "" } = useParams();
  const text = useText(jobText);
  const job = useRoute("getJob", { params: { key } });
  if (job.data) return <JobView key={key} job={job.data} />;
  return (
    <Page title={text.title(key.slice(0, 8))}>
      {job.error && <Problem error={job.error} onRetry={() => void job.refetch()} />}
    </Page>
  );
}

function JobView({ job }: { job: JobDocument }) {
  const text = useText(jobText);
  const events = useJobFeed(job.key);
  const receipt = useReceipt(job);
  const spec = specOf(job);
  const { state, closeReason } = job;
  return (
    <Page
      title={job.name ?? text.title(job.key.slice(0, 8))}
      actions={
        <>
          <StateBadge state={state} closeReason={closeReason} />
          <JobActions job={job} />
        </>
      }
    >
      <div className="grid items-start gap-4 sm:gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4 sm:gap-6">
          <BudgetNotice job={job} />
          <WhyCard job={job} />
          <ResultCard job={job} />
          <PaymentsCard job={job} receipt={receipt} />
          <Tabs
            label={text.details}
            tabs={[
              { value: "logs", label: text.logs.title, content: <LogView job={job} events={events} /> },
              { value: "attempts", label: text.attempts.title, content: <AttemptTable job={job} /> },
              { value: "usage", label: text.usage.title, content: <UsageView events={events} /> },
              { value: "spec", label: text.spec.title, content: <SpecView job={job} /> },
            ]}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4 sm:gap-6">
          <WayCard job={job} events={events} receipt={receipt} />
          <AboutJob job={job} spec={spec} />
        </div>
      </div>
    </Page>
  );
}

/** The spec; undefined where the hub does not keep it any more. */
function specOf(job: JobDocument) {
  try {
    return parseSpec(job.spec).spec;
  } catch {
    return undefined;
  }
}
