import { isTerminalJobState, type JobDocument, type WhyDocument } from "@qubix/protocol";
import { Amount } from "../../design/amount.tsx";
import { Card } from "../../design/card.tsx";
import { Table } from "../../design/table.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { jobWordsText } from "../../job-words/text.ts";
import { jobText } from "./text.ts";

const READ_AGAIN_MS = 10_000;

/** Why nobody has taken the job; nothing once somebody has, or it is over. */
export function WhyCard({ job }: { job: JobDocument }) {
  const text = useText(jobText);
  const hasRuns = job.attempts.filter(({ state }) => state !== "ended").length >= job.replicas;
  const isWaiting =
    !isTerminalJobState(job.state) && !hasRuns && ["submitted", "funded", "matched"].includes(job.state);
  const why = useRoute("getJobWhy", { params: { key: job.key } }, { enabled: isWaiting, every: READ_AGAIN_MS });
  if (!isWaiting) return null;
  return (
    <Card title={text.why.title}>
      <Loaded read={why}>{(found) => <Why why={found} />}</Loaded>
    </Card>
  );
}

function Why({ why }: { why: WhyDocument }) {
  const text = useText(jobText);
  const words = useText(jobWordsText);
  const { number, moment } = useFormat();
  const { summary, report, queue, notBefore } = why;
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p>{summary}</p>
      {notBefore !== undefined && <p>{text.why.notBefore(moment(notBefore))}</p>}
      {queue && <p>{text.why.queue(number(queue.waiting), number(queue.ahead))}</p>}
      {report && (
        <>
          <p>{text.why.offers(number(report.fitting), number(report.offers))}</p>
          <ul className="list-disc pl-5">
            {Object.entries(report.reasons).map(([reason, count]) => (
              <li key={reason}>
                {number(count)} × {words.matchReasons[reason as keyof typeof words.matchReasons]}
              </li>
            ))}
          </ul>
          {report.nearest.length > 0 && (
            <Table
              caption={text.why.nearest}
              rows={report.nearest}
              rowKey={({ provider, machine }) => `${provider} ${machine}`}
              columns={[
                { key: "provider", title: text.why.provider, cell: ({ provider }) => number(provider) },
                { key: "machine", title: text.why.machine, cell: ({ machine }) => machine },
                { key: "price", title: text.why.price, numeric: true, cell: ({ price }) => <Amount value={price} /> },
                {
                  key: "misses",
                  title: text.why.misses,
                  cell: ({ misses }) => misses.map((miss) => words.matchReasons[miss]).join("; "),
                },
              ]}
            />
          )}
        </>
      )}
    </div>
  );
}
